import { join } from 'node:path'
import {
  type Command,
  HtmlGraphError,
  type RunPaths,
  type RunRequest,
} from '@htmlgraph/core/provider'
import { addedDirectoryWarnings } from './added-directories.ts'
import { hasThinkingBudget } from './models.ts'
import type { ClaudeOptions } from './options.ts'
import { permissionFlags } from './permissions.ts'

type Request = RunRequest<ClaudeOptions>

/**
 * How to start Claude Code for a request. Every flag has the form `--flag=value`, so that none swallows another.
 *
 * @throws HG_ACCESS_REFUSED when the options give more than the request's access.
 * @throws HG_OPTION_INVALID when options contradict each other.
 */
export function claudeCommand(request: Request, paths: RunPaths): Command {
  assertSession(request)
  const files = longTexts(request.options).map(([flag, content]) => ({
    flag,
    path: join(paths.run, flag),
    content,
  }))
  return {
    args: [
      ...['-p', '--output-format=stream-json', '--verbose'],
      ...permissionFlags(request, paths),
      ...optionFlags(request),
      ...files.map(({ flag, path }) => `--${flag}=${path}`),
    ],
    env: commandEnvironment(request.options),
    stdin: plainPrompt(request.prompt),
    files: files.map(({ path, content }) => ({ path, content })),
    warnings: [...commandWarnings(request), ...addedDirectoryWarnings(request, paths)],
  }
}

function optionFlags({ model, stream, resume, sessionId, options }: Request): string[] {
  const { mcpConfig, jsonSchema, continueSession, forkSession } = options
  const isNew = forkSession || !(continueSession || resume !== null)
  const values = {
    model,
    resume,
    'session-id': isNew ? sessionId : null,
    effort: options.effort,
    'max-turns': options.maxTurns,
    'max-budget-usd': options.maxBudgetUsd,
    'mcp-config': typeof mcpConfig === 'string' ? mcpConfig : null,
    'json-schema': jsonSchema === null ? null : JSON.stringify(jsonSchema),
  }
  const switches = {
    continue: continueSession,
    'fork-session': forkSession,
    'include-partial-messages': stream,
  }
  return [
    ...Object.entries(values).flatMap(([name, value]) =>
      value === null ? [] : `--${name}=${value}`,
    ),
    ...Object.entries(switches).flatMap(([name, isOn]) => (isOn ? `--${name}` : [])),
  ]
}

/** What goes by file: an argument ends at 128 KiB on Linux, and everybody on the machine can read it. */
function longTexts({
  mcpConfig,
  systemPrompt,
  appendSystemPrompt,
}: ClaudeOptions): [string, string][] {
  const texts = {
    'mcp-config': typeof mcpConfig === 'string' ? null : mcpConfig && JSON.stringify(mcpConfig),
    'system-prompt-file': systemPrompt,
    'append-system-prompt-file': appendSystemPrompt,
  }
  return Object.entries(texts).filter((text): text is [string, string] => text[1] !== null)
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

/** Claude Code takes `/cost` for a command of its own and ends well; after a line break it is text. */
function plainPrompt(prompt: string): string {
  return prompt.trimStart().startsWith('/') ? `\n${prompt}` : prompt
}

function commandWarnings({ model, options }: Request): string[] {
  if (options.maxThinkingBudget === null || hasThinkingBudget(model)) return []
  const name = model ?? "Claude Code's default model"
  return [`maxThinkingBudget has no effect: ${name} decides how long to think. Use effort.`]
}

function assertSession({ resume, options: { continueSession, forkSession } }: Request): void {
  const isTwice = continueSession && resume !== null
  if (!isTwice && (!forkSession || continueSession || resume !== null)) return
  const [option, expected] = isTwice
    ? ['continueSession', 'false when resume names a session']
    : ['forkSession', 'resume or continueSession beside it']
  throw new HtmlGraphError({
    code: 'HG_OPTION_INVALID',
    message: `claude: ${option} is true; expected ${expected}.`,
    details: { subject: 'claude', option, received: true, expected },
  })
}
