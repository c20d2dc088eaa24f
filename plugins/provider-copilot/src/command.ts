import { join } from 'node:path'
import * as kit from '@htmlgraph/core/provider'
import cli from './cli.json' with { type: 'json' }
import type { CopilotOptions } from './options.ts'

type Request = kit.RunRequest<CopilotOptions>
/** Kinds of rules. `url` changes nothing, but sends something away: not without the caller's word. */
const RULES = { reading: ['url'], writing: ['write'] }

/** What these options give by themselves; `null` when they say nothing about it. */
export const grantedAccess = ({ allowAllTools, allowTools, mcpConfig }: CopilotOptions) =>
  allowAllTools ? 'full-access' : kit.accessOfTools(allowTools, RULES, mcpConfig)

/** Where Copilot CLI keeps its configuration and its sessions. */
const homeOf = ({ env, home }: kit.RunPaths): string => env.COPILOT_HOME || join(home, '.copilot')

/**
 * How to start Copilot CLI. It gives the prompt to the model as it is, `/help` and `@file` too.
 * @throws HG_ACCESS_REFUSED when the options, or the repository, give more than the request's access.
 */
export function copilotCommand(request: Request, paths: kit.RunPaths): kit.Command {
  const { access, cwd, prompt: stdin, model, resume, sessionId, options } = request
  const { addDirs: given, continueSession, mcpConfig } = options
  kit.assertOneSession('copilot', request)
  const added = { provider: 'copilot', option: 'addDirs', given, cwd, home: paths.home, access }
  const mcp = kit.toConfigFlags({ 'additional-mcp-config': mcpConfig }, paths, '@')
  const usage = join(paths.run, 'usage.json')
  const id = resume ?? (continueSession ? null : sessionId)
  const logOf = (name: string) => join(homeOf(paths), 'session-state', name, 'events.jsonl')
  const flags = kit.toFlags({
    ...{ model, resume, continue: continueSession, 'session-id': resume === null ? id : null },
    // Not streamed, nothing would be heard until the answer is whole.
    ...{ 'output-format': 'json', 'usage-output-file': usage, stream: 'on', 'no-ask-user': true },
    'add-dir': kit.addedDirectories(added),
    'reasoning-effort': options.reasoningEffort,
    'max-ai-credits': options.maxAiCredits,
    'no-custom-instructions': options.noCustomInstructions,
  })
  return {
    // Without -C a resumed session goes back to the directory it began in.
    args: ['-C', cwd, ...accessFlags(request, paths), ...flags, ...mcp.flags],
    env: { ...cli.variables, COPILOT_ALLOW_ALL: null },
    stdin,
    files: mcp.files,
    collect: [
      { name: 'usage', path: usage },
      // By the id that the last line says, and by the one known before, for a run that is killed.
      { name: 'session', path: logOf('{sessionId}') },
      ...(/^[\w-]+$/.test(id ?? '') ? [{ name: 'given', path: logOf(id ?? '') }] : []),
    ],
    warnings: kit.addedDirectoryWarnings(added),
  }
}

/** The flags that give a run its access and no more. */
function accessFlags({ access, cwd, options }: Request, paths: kit.RunPaths): string[] {
  const { allowTools, denyTools, allowAllTools } = options
  const by = 'allowTools, allowAllTools and mcpConfig'
  kit.assertGranted({ provider: 'copilot', by, given: grantedAccess(options), access })
  if (access === 'full-access') {
    const isUnheld = !allowAllTools && allowTools.length === 0
    const all = { 'allow-all': isUnheld, 'allow-all-tools': allowAllTools }
    return kit.toFlags({ ...all, 'allow-tool': allowTools, 'deny-tool': denyTools })
  }
  const { programFiles: files, reading, writing } = cli
  // In a folder that the user trusts it runs their hooks and MCP servers; no flag keeps it from that.
  const trustedIn = join(homeOf(paths), 'config.json')
  const config = paths.env.COPILOT_ALLOW_ALL === 'true' ? null : kit.readConfig(trustedIn)
  const lists = [config?.trustedFolders, config?.trusted_folders]
  const trusted = config ? lists.flatMap(kit.readTexts) : ['/']
  kit.assertNoTrustedPrograms({ provider: 'copilot', cwd, files, trusted, trustedIn })
  const mayWrite = access === 'workspace-write'
  const fetching = allowTools.some((rule) => rule.startsWith('url')) ? ['web_fetch'] : []
  // Without a rule that names files: all in the working directory.
  const isWide = mayWrite && kit.accessOfRules(allowTools, RULES) === 'read-only'
  // What git or a later run would start; and Copilot CLI's own files, which it lets its agent write.
  const guarded = [...files, '.git/**', `${homeOf(paths)}/**`].map((path) => `write(${path})`)
  // All the tools there are, by the names of different models. Not `bash`: what it takes for reading runs unasked, and its
  // sandbox leaves the home writable. Not `task`: agent files of the repository name MCP servers, which start in any
  // folder. Not `sql`: it attaches files. 1.0.102, recorded 2026-11.
  return kit.toFlags({
    'available-tools': [...reading, ...(mayWrite ? writing : []), ...fetching].join(','),
    'allow-tool': isWide ? [...allowTools, 'write'] : allowTools,
    'deny-tool': ['shell', ...(mayWrite ? guarded : ['write']), ...denyTools],
    ...{ 'disallow-temp-dir': true, 'disable-builtin-mcps': true },
  })
}
