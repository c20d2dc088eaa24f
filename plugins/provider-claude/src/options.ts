import { type OptionsInput, type OptionsSchema, option, z } from '@htmlgraph/core/provider'

/** Claude Code's own options, completed. `null` and `[]` mean "not said". */
export interface ClaudeOptions {
  /**
   * Who approves what the agent wants to do.
   *
   * - `auto`: file edits and sandboxed commands in the working directory run unattended.
   * - `manual`: nobody is there to ask, so only `allowedTools` run beside the reading ones.
   * - `never`: as `manual`, without the commands Claude Code itself takes for harmless.
   *
   * @default null: what `access` says decides
   */
  readonly approval: 'auto' | 'manual' | 'never' | null
  /** Most tokens to think with. Models of generation 5 ignore it; see `effort`. */
  readonly maxThinkingBudget: number | null
  /** How hard to think; the model's default when `null`. */
  readonly effort: 'low' | 'medium' | 'high' | 'xhigh' | 'max' | null
  /** Go on with the latest session of the working directory, or begin one. @default false */
  readonly continueSession: boolean
  /** Go on with a copy of the session that `resume` or `continueSession` names. @default false */
  readonly forkSession: boolean
  /** More directories that count as the working directory; none that holds it or the home directory. */
  readonly addDirs: readonly string[]
  /** Tools, or rules such as `Bash(npm test)`, that run without asking. */
  readonly allowedTools: readonly string[]
  /** Tools or rules that never run. */
  readonly disallowedTools: readonly string[]
  /** The only MCP servers: `{ mcpServers: { … } }`, or a file's path. Those that start programs need `full-access`. */
  readonly mcpConfig: Readonly<Record<string, unknown>> | string | null
  /** Takes the place of Claude Code's system prompt. */
  readonly systemPrompt: string | null
  /** Is added to the system prompt. */
  readonly appendSystemPrompt: string | null
  /** The JSON schema of the answer, which comes as `structured`. */
  readonly jsonSchema: Readonly<Record<string, unknown>> | null
  /** Most model calls. */
  readonly maxTurns: number | null
  /** US dollars; checked by Claude Code after each model call, so it can be passed once. */
  readonly maxBudgetUsd: number | null
}

/** Claude Code's own options, as a caller writes them. */
export type ClaudeInput = OptionsInput<ClaudeOptions>

// Claude Code splits a text at commas and blanks, so that one entry could name a tool that nobody checked.
const RULE = /^[^\s,()]+(\([^()\n\0]*\))?$/
const EXPECTED = 'expected one tool or rule, such as Read or Bash(npm test)'
const rules = option.textsLike(RULE, EXPECTED, 'expected a list of tools or rules')

/** Checks and completes {@link ClaudeInput}. */
export const claudeOptions: OptionsSchema<ClaudeOptions, ClaudeInput> = z.strictObject({
  approval: option.oneOf('auto', 'manual', 'never'),
  maxThinkingBudget: option.wholeFrom(1),
  effort: option.oneOf('low', 'medium', 'high', 'xhigh', 'max'),
  continueSession: option.flag,
  forkSession: option.flag,
  addDirs: option.texts,
  allowedTools: rules,
  disallowedTools: rules,
  mcpConfig: option.objectOrPath,
  systemPrompt: option.text,
  appendSystemPrompt: option.text,
  jsonSchema: option.object,
  maxTurns: option.wholeFrom(1),
  maxBudgetUsd: option.positive,
})
