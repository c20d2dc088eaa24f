import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { HtmlGraphError } from '../contract/index.ts'
import { holdsPath } from './added-directories.ts'
import { upwards } from './upwards.ts'

/** Files of a repository that name programs, which a CLI starts by itself in a folder that the user trusts. */
export interface TrustedPrograms {
  /** The provider's id. */
  readonly provider: string
  readonly cwd: string
  /** From the working directory or any above it, up to the repository's. A last `/**` stands for a whole directory. */
  readonly files: readonly string[]
  /** The folders that the user trusts, with all that is below. */
  readonly trusted: readonly string[]
  /** Where the user can take the trust back, for the message. */
  readonly trustedIn: string
}

/**
 * For a run with limits, when the CLI has no flag that leaves such files alone.
 *
 * @throws HG_ACCESS_REFUSED when there is one in a trusted folder: its programs would start before the first model call.
 */
export function assertNoTrustedPrograms(programs: TrustedPrograms): void {
  const { provider, cwd, files, trustedIn } = programs
  const directories = upToRepository(cwd)
  const file = directories
    .flatMap((directory) => files.map((name) => join(directory, name.replace(/\/\*\*$/, ''))))
    .find((path) => existsSync(path))
  if (file === undefined || !isTrusted(directories, programs)) return
  throw new HtmlGraphError({
    code: 'HG_ACCESS_REFUSED',
    message: `${provider}: ${cwd} is in a folder that is trusted, so the programs of ${file} would run, which nothing holds; expected a folder that is not trusted, or access "full-access".`,
    hint: `Take the folder out of ${trustedIn}, or move ${file} away.`,
    details: { provider, cwd, file },
  })
}

/** A directory and those above it, up to the one with `.git`; without one, the directory alone. */
function upToRepository(cwd: string): readonly string[] {
  const directories = upwards(cwd)
  const repository = directories.findIndex((directory) => existsSync(join(directory, '.git')))
  return directories.slice(0, Math.max(repository, 0) + 1)
}

/** A work tree, whose `.git` is a file, counts as its repository, which may be in any trusted folder. */
function isTrusted(directories: readonly string[], { trusted }: TrustedPrograms): boolean {
  const git = join(directories.at(-1) ?? '', '.git')
  const isWorkTree = statSync(git, { throwIfNoEntry: false })?.isFile() === true
  return trusted.some((folder) => isWorkTree || directories.some((path) => holdsPath(folder, path)))
}
