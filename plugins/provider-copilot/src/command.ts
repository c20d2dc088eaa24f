import { join } from 'node:path'
import {
  addedDirectories,
  addedDirectoryWarnings,
  assertOneSession,
  type Command,
  type RunPaths,
  type RunRequest,
  toFileFlags,
  toFlags,
} from '@htmlgraph/core/provider'
import { accessFlags, copilotHome } from './access.ts'
import type { CopilotOptions } from './options.ts'

/**
 * How to start Copilot CLI for a request. It gives the prompt to the model as it is, `/help` and `@file` too.
 *
 * @throws HG_ACCESS_REFUSED when the options give more than the request's access, or the repository would.
 * @throws HG_OPTION_INVALID when options contradict each other.
 */
export function copilotCommand(request: RunRequest<CopilotOptions>, paths: RunPaths): Command {
  const { access, cwd, prompt, model, resume, sessionId, options } = request
  const { addDirs: given, continueSession, mcpConfig } = options
  assertOneSession('copilot', request)
  const added = { provider: 'copilot', option: 'addDirs', given, cwd, home: paths.home, access }
  const isPath = typeof mcpConfig === 'string'
  const mcp = toFileFlags({ 'additional-mcp-config': isPath ? null : mcpConfig }, paths, '@')
  const usage = join(paths.run, 'usage.json')
  const id = resume ?? (continueSession ? null : sessionId)
  // By the id that the last line says, and by the one that is known before, for a run that is killed.
  const ids = { session: '{sessionId}', ...(/^[\w-]+$/.test(id ?? '') ? { given: id ?? '' } : {}) }
  const logs = Object.entries(ids).map(([name, each]) => {
    return { name, path: join(copilotHome(paths), 'session-state', each, 'events.jsonl') }
  })
  return {
    args: [
      // Else a resumed session goes back to the directory it began in.
      ...['-C', cwd, '--output-format=json', '--stream=on', '--no-ask-user'],
      ...accessFlags(request, paths),
      ...toFlags({
        ...{ model, resume, continue: continueSession, 'usage-output-file': usage },
        'session-id': resume === null ? id : null,
        'add-dir': addedDirectories(added),
        'reasoning-effort': options.reasoningEffort,
        'max-ai-credits': options.maxAiCredits,
        'additional-mcp-config': isPath ? `@${mcpConfig}` : null,
        'no-custom-instructions': options.noCustomInstructions,
      }),
      ...mcp.flags,
    ],
    env: {
      COPILOT_AUTO_UPDATE: 'false',
      COPILOT_ALLOW_ALL: null,
      // Else a command left in the background keeps the run from ending.
      COPILOT_TASK_WAIT_TIMEOUT_SECONDS: '30',
    },
    stdin: prompt,
    files: mcp.files,
    collect: [{ name: 'usage', path: usage }, ...logs],
    warnings: addedDirectoryWarnings(added),
  }
}
