import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Access,
  accessOfRules,
  assertGranted,
  assertNoTrustedPrograms,
  impliedAccess,
  parseObject,
  type RunPaths,
  type RunRequest,
  readTexts,
  startsPrograms,
  toFlags,
} from '@htmlgraph/core/provider'
import type { CopilotOptions } from './options.ts'

/** Kinds of rules. `url` changes nothing here, but sends something away: not without the caller's word. */
const RULES = { reading: ['url'], writing: ['write'] }
/**
 * All tools of a run that is held, by the names different models know. Not `bash`: what 1.0.102 takes for a command
 * that only reads runs unasked, and its sandbox leaves the home and the temporary directory writable. Not `task`: an
 * agent file of the repository names MCP servers, which start with it though nobody trusts the folder. Not `sql`: it
 * can attach any file. Recorded 2026-11.
 */
const READING = ['view', 'grep', 'rg', 'glob']
const WRITING = ['create', 'edit', 'apply_patch']

/** Of these 1.0.102 runs hooks and MCP servers in a folder that the user trusts, recorded 2026-11. */
const PROGRAM_FILES = [
  ...['.github/hooks/**', '.github/mcp.json', '.mcp.json', '.github/copilot/settings.json'],
  ...[
    '.github/copilot/settings.local.json',
    '.claude/settings.json',
    '.claude/settings.local.json',
  ],
]

/** Where Copilot CLI keeps its configuration and its sessions. */
export const copilotHome = ({ env, home }: RunPaths): string =>
  env.COPILOT_HOME || join(home, '.copilot')

/** The access of a run that names none. */
export const copilotAccess = (options: CopilotOptions): Access | null =>
  impliedAccess(grantedAccess(options))

/** What these options give by themselves; `null` when they say nothing about it. */
function grantedAccess({ allowAllTools, allowTools, mcpConfig }: CopilotOptions): Access | null {
  if (allowAllTools || startsPrograms(mcpConfig)) return 'full-access'
  const named = accessOfRules(allowTools, RULES)
  return named === 'read-only' ? null : named
}

/**
 * The flags that give a run its access and no more.
 *
 * @throws HG_ACCESS_REFUSED when the options give more than the request's access, or the repository would.
 */
export function accessFlags(request: RunRequest<CopilotOptions>, paths: RunPaths): string[] {
  const { access, cwd, options } = request
  const { allowTools, denyTools, allowAllTools } = options
  const by = 'allowTools, allowAllTools and mcpConfig'
  assertGranted({ provider: 'copilot', by, given: grantedAccess(options), access })
  if (access === 'full-access') {
    const isUnheld = allowTools.length === 0 && !allowAllTools
    const all = { 'allow-all': isUnheld, 'allow-all-tools': allowAllTools }
    return toFlags({ ...all, 'allow-tool': allowTools, 'deny-tool': denyTools })
  }
  const config = join(copilotHome(paths), 'config.json')
  const trusted = paths.env.COPILOT_ALLOW_ALL === 'true' ? ['/'] : readTrusted(config)
  const files = PROGRAM_FILES
  assertNoTrustedPrograms({ provider: 'copilot', cwd, files, trusted, trustedIn: config })
  const mayWrite = access === 'workspace-write'
  const fetching = allowTools.some((rule) => rule.startsWith('url')) ? ['web_fetch'] : []
  // Without a rule that names files: all in the working directory.
  const isWide = mayWrite && accessOfRules(allowTools, RULES) === 'read-only'
  // What git or a later run would start; and Copilot CLI's own files, which it lets its agent write.
  const guarded = [...PROGRAM_FILES, '.git/**', `${copilotHome(paths)}/**`]
  const denied = mayWrite ? guarded.map((path) => `write(${path})`) : ['write']
  return toFlags({
    'available-tools': [...READING, ...(mayWrite ? WRITING : []), ...fetching].join(','),
    'allow-tool': isWide ? [...allowTools, 'write'] : allowTools,
    'deny-tool': ['shell', ...denied, ...denyTools],
    'disallow-temp-dir': true,
    'disable-builtin-mcps': true,
  })
}

/** The folders that the user trusts; all, when the file cannot be understood. It begins with lines of comment. */
function readTrusted(path: string): readonly string[] {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '{}'
  const config = parseObject(text.replace(/^\s*\/\/.*$/gm, ''))
  return config ? [config.trustedFolders, config.trusted_folders].flatMap(readTexts) : ['/']
}
