import { join } from 'node:path'
import {
  addedDirectoryWarnings,
  assertOneSession,
  type Command,
  optionError,
  type RunPaths,
  type RunRequest,
  toFlags,
} from '@htmlgraph/core/provider'
import { accessFlags } from './access.ts'
import { hasThinkingBudget } from './models.ts'
import type { ClaudeOptions } from './options.ts'

/**
 * How to start Claude Code for a request.
 *
 * @throws HG_ACCESS_REFUSED when the options give more than the request's access.
 * @throws HG_OPTION_INVALID when options contradict each other.
 */
export function claudeCommand(request: RunRequest<ClaudeOptions>, paths: RunPaths): Command {
  const { access, cwd, prompt, model, options } = request
  const added = { provider: 'claude', option: 'addDirs', given: options.addDirs, cwd, access }
  const files = longTexts(options).map(([flag, content]) => ({ flag, content }))
  const pathOf = (flag: string): string => join(paths.run, flag)
  return {
    args: [
      ...['-p', '--output-format=stream-json', '--verbose'],
      ...accessFlags(request, paths),
      ...optionFlags(request),
      ...toFlags(Object.fromEntries(files.map(({ flag }) => [flag, pathOf(flag)]))),
    ],
    env: commandEnvironment(options),
    // Claude Code takes `/cost` for a command of its own and ends well; after a line break it is text.
    stdin: prompt.trimStart().startsWith('/') ? `\n${prompt}` : prompt,
    files: files.map(({ flag, content }) => ({ path: pathOf(flag), content })),
    warnings: [
      ...(options.maxThinkingBudget === null || hasThinkingBudget(model)
        ? []
        : [
            `maxThinkingBudget has no effect: ${model ?? "Claude Code's default model"} decides how long to think. Use effort.`,
          ]),
      ...addedDirectoryWarnings({ ...added, home: paths.home }),
    ],
  }
}

function optionFlags(request: RunRequest<ClaudeOptions>): string[] {
  const { model, stream, resume, sessionId, options } = request
  const { mcpConfig, jsonSchema, continueSession, forkSession } = options
  assertOneSession('claude', request)
  const goesOn = continueSession || resume !== null
  if (forkSession && !goesOn) {
    const expected = 'resume or continueSession beside it'
    throw optionError({ provider: 'claude', option: 'forkSession', received: true, expected })
  }
  return toFlags({
    model,
    resume,
    'session-id': goesOn && !forkSession ? null : sessionId,
    effort: options.effort,
    'max-turns': options.maxTurns,
    'max-budget-usd': options.maxBudgetUsd,
    'mcp-config': typeof mcpConfig === 'string' ? mcpConfig : null,
    'json-schema': jsonSchema === null ? null : JSON.stringify(jsonSchema),
    continue: continueSession,
    'fork-session': forkSession,
    'include-partial-messages': stream,
  })
}

/** What goes by file: an argument ends at 128 KiB on Linux, and everybody on the machine can read it. */
function longTexts(options: ClaudeOptions): [flag: string, text: string][] {
  const { mcpConfig, systemPrompt, appendSystemPrompt } = options
  const texts = {
    'mcp-config': typeof mcpConfig === 'string' ? null : mcpConfig && JSON.stringify(mcpConfig),
    'system-prompt-file': systemPrompt,
    'append-system-prompt-file': appendSystemPrompt,
  }
  return Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== null)
}

function commandEnvironment({ maxThinkingBudget }: ClaudeOptions): Record<string, string | null> {
  return {
    // By default 10, which held a run with a wrong key for 190 s. Four are 8 s and ride out a hiccup;
    // to wait for longer is the caller's to decide, who may rather ask another provider.
    CLAUDE_CODE_MAX_RETRIES: '4',
    // Without it a background command that never ends keeps the run from ending.
    CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: '1',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    DISABLE_AUTOUPDATER: '1',
    // With the working directory as --add-dir: its CLAUDE.md is read though its settings are not.
    CLAUDE_CODE_ADDITIONAL_DIRECTORIES_CLAUDE_MD: '1',
    MAX_THINKING_TOKENS: maxThinkingBudget === null ? null : String(maxThinkingBudget),
    CLAUDECODE: null,
  }
}
