import { join } from 'node:path'
import {
  addedDirectoryWarnings,
  assertOneSession,
  type Command,
  type RunPaths,
  type RunRequest,
  toFlags,
} from '@htmlgraph/core/provider'
import { accessFlags } from './access.ts'
import type { CopilotOptions } from './options.ts'
import { copilotHome } from './trusted-programs.ts'

/**
 * How to start Copilot CLI for a request. It gives the prompt to the model as it is, `/help` and `@file` too.
 *
 * @throws HG_ACCESS_REFUSED when the options give more than the request's access, or the repository would.
 * @throws HG_OPTION_INVALID when options contradict each other.
 */
export function copilotCommand(request: RunRequest<CopilotOptions>, paths: RunPaths): Command {
  const { access, cwd, prompt, model, stream, resume, sessionId, options } = request
  const { mcpConfig } = options
  assertOneSession('copilot', request)
  const usage = join(paths.run, 'usage.json')
  const mcp = typeof mcpConfig === 'string' ? mcpConfig : mcpConfig && join(paths.run, 'mcp.json')
  const isNew = resume === null && !options.continueSession
  const added = { provider: 'copilot', option: 'addDirs', given: options.addDirs, cwd, home: paths.home, access }
  return {
    args: [
      // Else a resumed session goes back to the directory it began in.
      ...['-C', cwd, '--output-format=json', `--usage-output-file=${usage}`],
      ...accessFlags(request, paths),
      ...toFlags({
        model,
        resume,
        continue: options.continueSession,
        'session-id': isNew ? sessionId : null,
        stream: stream ? 'on' : 'off',
        'reasoning-effort': options.reasoningEffort,
        'max-ai-credits': options.maxAiCredits,
        'additional-mcp-config': mcp && `@${mcp}`,
        'no-custom-instructions': options.noCustomInstructions,
      }),
    ],
    env: {
      COPILOT_AUTO_UPDATE: 'false',
      COPILOT_ALLOW_ALL: null,
      // Else a command left in the background keeps the run from ending.
      COPILOT_TASK_WAIT_TIMEOUT_SECONDS: '30',
    },
    stdin: prompt,
    files: mcpConfig === null || typeof mcpConfig === 'string' ? [] : [{ path: mcp ?? '', content: JSON.stringify(mcpConfig) }],
    collect: [{ name: 'usage', path: usage }, ...sessionFiles(isNew ? sessionId : resume, paths)],
    warnings: addedDirectoryWarnings(added),
  }
}

/** The log of the session: by the id that the CLI says last, and by the one it was given, for a run that is killed. */
function sessionFiles(id: string | null, paths: RunPaths): Command['collect'] {
  const pathOf = (name: string) => join(copilotHome(paths), 'session-state', name, 'events.jsonl')
  const given = id !== null && /^[\w-]+$/.test(id) ? [{ name: 'given', path: pathOf(id) }] : []
  return [{ name: 'session', path: pathOf('{sessionId}') }, ...given]
}
