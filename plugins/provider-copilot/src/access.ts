import {
  type Access,
  accessOfRules,
  addedDirectories,
  assertGranted,
  impliedAccess,
  type RunPaths,
  type RunRequest,
  startsPrograms,
  toFlags,
} from '@htmlgraph/core/provider'
import type { CopilotOptions } from './options.ts'
import { assertNoTrustedPrograms, copilotHome, PROGRAM_FILES } from './trusted-programs.ts'

/** Kinds of rules. `url` changes nothing here, but sends something away: not without the caller's word. */
const RULES = { reading: ['url'], writing: ['write'] }
/**
 * All tools of a run that is held, by the names different models know. Not `bash`: what 1.0.102 takes for a command
 * that only reads runs unasked, and its sandbox leaves the home and the temporary directory writable. Not `task`: an
 * agent file of the repository names MCP servers, which start with it in a folder that nobody trusts. Not `sql`: it
 * can attach any file. Recorded 2026-11.
 */
const READING = ['view', 'grep', 'rg', 'glob']
const WRITING = ['create', 'edit', 'apply_patch']

/** What these options give by themselves; `null` when they say nothing about it. */
export function grantedAccess(options: CopilotOptions): Access | null {
  if (options.allowAllTools || startsPrograms(options.mcpConfig)) return 'full-access'
  const named = accessOfRules(options.allowTools, RULES)
  return named === 'read-only' ? null : named
}

/** The access of a run that names none. */
export const copilotAccess = (options: CopilotOptions): Access | null =>
  impliedAccess(grantedAccess(options))

/**
 * The flags that give a run its access and no more.
 *
 * @throws HG_ACCESS_REFUSED when the options give more than the request's access, or the repository would.
 */
export function accessFlags(
  { access, cwd, options }: RunRequest<CopilotOptions>,
  paths: RunPaths,
): string[] {
  const { allowTools, denyTools, allowAllTools, addDirs } = options
  const by = 'allowTools, allowAllTools and mcpConfig'
  assertGranted({ provider: 'copilot', by, given: grantedAccess(options), access })
  const added = {
    provider: 'copilot',
    option: 'addDirs',
    given: addDirs,
    cwd,
    home: paths.home,
    access,
  }
  const shared = { 'no-ask-user': true, 'add-dir': addedDirectories(added) }
  if (access === 'full-access') {
    const isUnheld = allowTools.length === 0 && !allowAllTools
    const all = { 'allow-all': isUnheld, 'allow-all-tools': allowAllTools }
    return toFlags({ ...shared, ...all, 'allow-tool': allowTools, 'deny-tool': denyTools })
  }
  assertNoTrustedPrograms(cwd, paths)
  const mayWrite = access === 'workspace-write'
  const fetching = allowTools.some((rule) => rule.startsWith('url')) ? ['web_fetch'] : []
  // Without a rule that names files, all in the working directory.
  const isWide = mayWrite && accessOfRules(allowTools, RULES) === 'read-only'
  // What a later run, or git, would start as a program; and Copilot CLI's own files, which it leaves to its agent.
  const guarded = [...PROGRAM_FILES, '.git/**', `${copilotHome(paths)}/**`]
  return toFlags({
    ...shared,
    'available-tools': [...READING, ...(mayWrite ? WRITING : []), ...fetching].join(','),
    'allow-tool': isWide ? [...allowTools, 'write'] : allowTools,
    'deny-tool': [
      'shell',
      ...(mayWrite ? guarded.map((path) => `write(${path})`) : ['write']),
      ...denyTools,
    ],
    'disallow-temp-dir': true,
    'disable-builtin-mcps': true,
  })
}
