import * as kit from '@htmlgraph/core/provider'
import { accessFlags } from './access.ts'
import type { ClaudeOptions } from './options.ts'

const ENVIRONMENT = {
  // By default 10, which held a run with a wrong key for 190 s. Four are 8 s and ride out a hiccup;
  // to wait for longer is the caller's to decide, who may rather ask another provider.
  CLAUDE_CODE_MAX_RETRIES: '4',
  // Without it a background command that never ends keeps the run from ending.
  CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: '1',
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
  DISABLE_AUTOUPDATER: '1',
  // With the working directory as --add-dir: its CLAUDE.md is read though its settings are not.
  CLAUDE_CODE_ADDITIONAL_DIRECTORIES_CLAUDE_MD: '1',
  CLAUDECODE: null,
}

/** Models that think up to a budget they are given. Since generation 5 they decide themselves. */
const BUDGETED = /^claude-(3-|[a-z]+-4-)/

type Request = kit.RunRequest<ClaudeOptions>

/**
 * How to start Claude Code for a request.
 *
 * @throws HG_ACCESS_REFUSED when the options give more than the request's access.
 * @throws HG_OPTION_INVALID when options contradict each other.
 */
export function claudeCommand(request: Request, paths: kit.RunPaths): kit.Command {
  const { access, cwd, prompt, options } = request
  const { addDirs: given, maxThinkingBudget, mcpConfig } = options
  const added = { provider: 'claude', option: 'addDirs', given, cwd, home: paths.home, access }
  const texts = {
    'mcp-config': typeof mcpConfig === 'string' ? null : mcpConfig,
    'system-prompt-file': options.systemPrompt,
    'append-system-prompt-file': options.appendSystemPrompt,
  }
  const { files, flags } = kit.toFileFlags(texts, paths)
  return {
    args: [
      ...['-p', '--output-format=stream-json', '--verbose'],
      ...accessFlags(request),
      ...kit.toFlags({ 'add-dir': [cwd, ...kit.addedDirectories(added)] }),
      ...optionFlags(request),
      ...flags,
    ],
    env: { ...ENVIRONMENT, MAX_THINKING_TOKENS: maxThinkingBudget?.toString() ?? null },
    // It takes `/cost` for a command of its own and ends well; after a line break it is text.
    stdin: prompt.trimStart().startsWith('/') ? `\n${prompt}` : prompt,
    files,
    warnings: [...thinkingWarnings(request), ...kit.addedDirectoryWarnings(added)],
  }
}

function optionFlags(request: Request): string[] {
  const { resume, options } = request
  kit.assertOneSession('claude', request)
  const isNew = options.forkSession || (resume === null && !options.continueSession)
  return kit.toFlags({
    model: request.model,
    resume,
    continue: options.continueSession,
    'fork-session': options.forkSession,
    'session-id': isNew ? request.sessionId : null,
    effort: options.effort,
    'max-turns': options.maxTurns,
    'max-budget-usd': options.maxBudgetUsd,
    'mcp-config': typeof options.mcpConfig === 'string' ? options.mcpConfig : null,
    'json-schema': options.jsonSchema && JSON.stringify(options.jsonSchema),
    'include-partial-messages': request.stream,
  })
}

function thinkingWarnings({ model, options }: Request): string[] {
  if (options.maxThinkingBudget === null || BUDGETED.test(model ?? '')) return []
  const thinker = model ?? "Claude Code's default model"
  return [`maxThinkingBudget has no effect: ${thinker} decides how long to think. Use effort.`]
}
