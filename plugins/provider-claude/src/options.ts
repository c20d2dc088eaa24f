import { type OptionsSchema, z } from '@htmlgraph/core/provider'

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
  /**
   * MCP servers: `{ mcpServers: { … } }`, or the path of such a file. No others are used. What may start a program,
   * as a path may, needs `full-access`.
   */
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
export type ClaudeInput = {
  readonly [Name in keyof ClaudeOptions]?: ClaudeOptions[Name] | undefined
}

const text = z
  .string('expected a text')
  .min(1, 'expected a text that is not empty')
  .refine((value) => !value.includes('\0'), 'expected a text without NUL characters')
const texts = z.array(text, 'expected a list of texts').readonly().default([])
const RULE = 'expected one tool or rule, such as Read or Bash(npm test)'
// Claude Code splits a text at commas and blanks, so that one entry could name a tool that nobody checked.
const rule = z.string(RULE).regex(/^[^\s,()]+(\([^()\n\0]*\))?$/, RULE)
const rules = z.array(rule, 'expected a list of tools or rules').readonly().default([])
const object = z.record(z.string(), z.unknown(), 'expected an object')
const count = z
  .int('expected a whole number of at least 1')
  .min(1, 'expected a whole number of at least 1')

/** Checks and completes {@link ClaudeInput}. */
export const claudeOptions: OptionsSchema<ClaudeOptions, ClaudeInput> = z.strictObject({
  approval: z.enum(['auto', 'manual', 'never']).nullable().default(null),
  maxThinkingBudget: count.nullable().default(null),
  effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).nullable().default(null),
  continueSession: z.boolean('expected true or false').default(false),
  forkSession: z.boolean('expected true or false').default(false),
  addDirs: texts,
  allowedTools: rules,
  disallowedTools: rules,
  mcpConfig: z.union([object, text]).nullable().default(null),
  systemPrompt: text.nullable().default(null),
  appendSystemPrompt: text.nullable().default(null),
  jsonSchema: object.nullable().default(null),
  maxTurns: count.nullable().default(null),
  maxBudgetUsd: z
    .number('expected a number above 0')
    .positive('expected a number above 0')
    .nullable()
    .default(null),
})
