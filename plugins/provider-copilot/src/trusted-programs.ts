import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  HtmlGraphError,
  holdsPath,
  parseObject,
  type RunPaths,
  readTexts,
} from '@htmlgraph/core/provider'

/** Of these Copilot CLI 1.0.102 runs hooks and MCP servers in a folder that the user trusts, recorded 2026-11. */
export const PROGRAM_FILES: readonly string[] = [
  ...['.github/hooks/**', '.github/mcp.json', '.mcp.json'],
  ...['.github/copilot/settings.json', '.github/copilot/settings.local.json'],
  ...['.claude/settings.json', '.claude/settings.local.json'],
]

/** Where Copilot CLI keeps its configuration and its sessions. */
export function copilotHome({ env, home }: Pick<RunPaths, 'env' | 'home'>): string {
  return env.COPILOT_HOME || join(home, '.copilot')
}

/** @throws HG_ACCESS_REFUSED when the repository has programs that would start before the first model call, unheld. */
export function assertNoTrustedPrograms(cwd: string, paths: RunPaths): void {
  const directories = upToRoot(cwd)
  const file = directories
    .flatMap((directory) => PROGRAM_FILES.map((name) => join(directory, name.replace('/**', ''))))
    .find((path) => existsSync(path))
  if (file === undefined || !isTrusted(directories, paths)) return
  throw new HtmlGraphError({
    code: 'HG_ACCESS_REFUSED',
    message: `copilot: ${cwd} is a folder that Copilot CLI trusts, so it would run the programs of ${file}, which nothing holds; expected access "full-access", or a folder that is not trusted.`,
    hint: `Take it out of trustedFolders in ${join(copilotHome(paths), 'config.json')}, or move the file away.`,
    details: { provider: 'copilot', cwd, file },
  })
}

/** A directory and those above it, up to the one with `.git`; without one, the directory alone. */
function upToRoot(cwd: string): string[] {
  const above = [cwd]
  for (let at = cwd; !existsSync(join(at, '.git')); above.push(at)) {
    if (at === dirname(at)) return [cwd]
    at = dirname(at)
  }
  return above
}

/** A work tree, whose `.git` is a file, is trusted with its repository, which may be anywhere. */
function isTrusted(directories: readonly string[], paths: RunPaths): boolean {
  if (paths.env.COPILOT_ALLOW_ALL === 'true') return true
  const config = readConfig(join(copilotHome(paths), 'config.json'))
  const trusted = [config?.trustedFolders, config?.trusted_folders].flatMap(readTexts)
  const isWorkTree = statSync(join(directories.at(-1) ?? '', '.git'), {
    throwIfNoEntry: false,
  })?.isFile()
  return trusted.some((folder) => isWorkTree || directories.some((path) => holdsPath(folder, path)))
}

/** It begins with lines of comment. */
function readConfig(path: string): ReturnType<typeof parseObject> {
  try {
    return parseObject(readFileSync(path, 'utf8').replace(/^\s*\/\/.*$/gm, ''))
  } catch {
    return null
  }
}
