import { type ExecFileException, execFile } from 'node:child_process'
import { delimiter, parse } from 'node:path'
import { promisify } from 'node:util'
import { type Provider, safePathEntries } from '@htmlgraph/core'
import type { CommandContext } from '../command.ts'

/** How a version stands to those that the provider was tried with. */
export type VersionState = 'tested' | 'untested' | 'too-old' | 'unknown'

type ExecutableSpec = Provider['executable']

const TIMEOUT_MS = 10_000
const VERSION = /\d+\.\d+\.\d+(?:-[\w.]+)?/

/** What a program needs to say its version; no key is among it. */
const ENVIRONMENT = ['HOME', 'USERPROFILE', 'SystemRoot', 'TMPDIR', 'TEMP', 'LANG']

/** What a CLI answered. */
export interface VersionAnswer {
  /** `null` when it said none. */
  readonly version: string | null
  /** Why it cannot be run; `null` when it can. */
  readonly problem: string | null
}

/**
 * The version that a CLI says it has.
 * A script finds its interpreter on PATH: none is taken from the working directory, and it does not run there.
 */
export async function readVersion(
  path: string,
  { versionArgs = ['--version'] }: ExecutableSpec,
  { cwd, env }: Pick<CommandContext, 'cwd' | 'env'>,
): Promise<VersionAnswer> {
  const kept = Object.fromEntries(ENVIRONMENT.map((name) => [name, env[name]]))
  try {
    const { stdout, stderr } = await promisify(execFile)(path, [...versionArgs], {
      env: { ...kept, PATH: safePathEntries(env.PATH, cwd).join(delimiter) },
      cwd: parse(path).root,
      timeout: TIMEOUT_MS,
    })
    return { version: VERSION.exec(`${stdout}\n${stderr}`)?.[0] ?? null, problem: null }
  } catch (error) {
    return { version: null, problem: describeFailure(error as ExecFileException) }
  }
}

function describeFailure({
  code,
  killed,
  signal,
  stderr = '',
  message,
}: ExecFileException): string {
  if (killed === true) return `it did not answer within ${TIMEOUT_MS / 1000} s`
  // The file itself was found before.
  if (code === 'ENOENT') return 'its interpreter is missing'
  if (typeof code !== 'number' && !signal) return message
  const [reason = ''] = stderr.trim().split('\n')
  return `it ended with ${signal ?? code}${reason && `: ${reason}`}`
}

/** Whether a version is known to work. */
export function judgeVersion(
  version: string | null,
  { minVersion, testedVersions }: ExecutableSpec,
): VersionState {
  if (version === null) return 'unknown'
  if (testedVersions.includes(version)) return 'tested'
  return compareVersions(version, minVersion) < 0 ? 'too-old' : 'untested'
}

/** By their numbers; what follows a dash does not count. */
function compareVersions(one: string, other: string): number {
  const [first, second] = [numbersOf(one), numbersOf(other)]
  const index = first.findIndex((number, place) => number !== (second[place] ?? 0))
  return index === -1 ? 0 : (first[index] ?? 0) - (second[index] ?? 0)
}

function numbersOf(version: string): number[] {
  const [release = ''] = version.split('-')
  return release.split('.').map(Number)
}
