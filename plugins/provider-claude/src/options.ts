import { defineOptions, type OptionsInput, type OptionsOf, option } from '@htmlgraph/core/provider'

const RULE = /^[^\s,()]+(\([^()\n\0]*\))?$/
const EXPECTED = 'expected one tool or rule, such as Read or Bash(npm test)'
// Claude Code splits a text at commas and blanks: one entry could name a tool that nobody checked.
const rules = option.textsLike(RULE, EXPECTED, 'expected a list of tools or rules')

/** Claude Code's own options. `null` and `[]`, their defaults, mean "not said". */
export const claudeOptions = defineOptions({
  /**
   * Who approves. `auto`: edits and sandboxed commands in the working directory run unattended.
   * `manual`: nobody is there to ask, so only `allowedTools` run beside the reading ones. `never`:
   * as `manual`, without what Claude Code takes for harmless. @default null: `access` decides
   */
  approval: option.oneOf('auto', 'manual', 'never'),
  /** Most tokens to think with. Models of generation 5 ignore it; see `effort`. */
  maxThinkingBudget: option.wholeFrom(1),
  /** How hard to think; the model's default when `null`. */
  effort: option.oneOf('low', 'medium', 'high', 'xhigh', 'max'),
  /** Go on with the latest session of the working directory, or begin one. @default false */
  continueSession: option.flag,
  /** Go on with a copy of the session that `resume` or `continueSession` names. @default false */
  forkSession: option.flag,
  /** More directories that count as the working directory; none that holds it or the home. */
  addDirs: option.texts,
  /** Tools, or rules such as `Bash(npm test)`, that run without asking. */
  allowedTools: rules,
  /** Tools or rules that never run. */
  disallowedTools: rules,
  /** The only MCP servers, as an object or a path; what starts programs needs `full-access`. */
  mcpConfig: option.objectOrPath,
  /** Takes the place of Claude Code's system prompt. */
  systemPrompt: option.text,
  /** Is added to the system prompt. */
  appendSystemPrompt: option.text,
  /** The JSON schema of the answer, which comes as `structured`. */
  jsonSchema: option.object,
  /** Most model calls. */
  maxTurns: option.wholeFrom(1),
  /** US dollars; checked by Claude Code after each model call, so it can be passed once. */
  maxBudgetUsd: option.positive,
})
/** {@link claudeOptions}, completed. */
export interface ClaudeOptions extends OptionsOf<typeof claudeOptions> {}
/** {@link claudeOptions} as a caller writes them. */
export interface ClaudeInput extends OptionsInput<ClaudeOptions> {}
