import { join } from 'node:path'
import {
  addedDirectoryWarnings,
  assertOneSession,
  type CollectFile,
  type Command,
  type RunPaths,
  type RunRequest,
  toFileFlags,
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
  const { addDirs, continueSession, mcpConfig } = options
  assertOneSession('copilot', request)
  const usage = join(paths.run, 'usage.json')
  const isPath = typeof mcpConfig === 'string'
  const mcp = toFileFlags({ 'additional-mcp-config': isPath ? null : mcpConfig }, paths, '@')
  const id = resume === null && !continueSession ? sessionId : null
  return {
    args: [
      // Else a resumed session goes back to the directory it began in.
      ...['-C', cwd, '--output-format=json', `--usage-output-file=${usage}`],
      ...accessFlags(request, paths),
      ...toFlags({
        model,
        resume,
        continue: continueSession,
        'session-id': id,
        stream: stream ? 'on' : 'off',
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
    collect: [{ name: 'usage', path: usage }, ...sessionLogs(id ?? resume, paths)],
    warnings: addedDirectoryWarnings({
      ...{ provider: 'copilot', option: 'addDirs', given: addDirs },
      ...{ cwd, home: paths.home, access },
    }),
  }
}

/** The log of the session: by the id that the CLI says last, and by the one it was given, for a run that is killed. */
function sessionLogs(id: string | null, paths: RunPaths): CollectFile[] {
  const pathOf = (name: string): string =>
    join(copilotHome(paths), 'session-state', name, 'events.jsonl')
  const given = /^[\w-]+$/.test(id ?? '') ? [{ name: 'given', path: pathOf(id ?? '') }] : []
  return [{ name: 'session', path: pathOf('{sessionId}') }, ...given]
}
