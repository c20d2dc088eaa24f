import { type OptionsInput, type OptionsSchema, option, z } from '@htmlgraph/core/provider'

/** Copilot CLI's own options, completed. `null` and `[]` mean "not said". */
export interface CopilotOptions {
  /** The only tools that run unasked: `write`, `write(src/**)`, `url(example.org)`; any other needs `full-access`. */
  readonly allowTools: readonly string[]
  /** Tools that never run, whatever else allows them. */
  readonly denyTools: readonly string[]
  /** All tools run unasked, those for files in the working directory. Needs `full-access` beside. @default false */
  readonly allowAllTools: boolean
  /** More directories that count as the working directory; none that holds it or the home directory. */
  readonly addDirs: readonly string[]
  /** MCP servers beside the user's own: `{ mcpServers: { … } }`, or a file's path. Local ones need `full-access`. */
  readonly mcpConfig: Readonly<Record<string, unknown>> | string | null
  /** How hard to think; the model's default when `null`. */
  readonly reasoningEffort: 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max' | null
  /** Most AI credits, at least 30; known only after a model call, so one call can pass it. */
  readonly maxAiCredits: number | null
  /** Go on with the latest session of the working directory, else of any, else begin one. @default false */
  readonly continueSession: boolean
  /** Leave AGENTS.md and the like unread. @default false */
  readonly noCustomInstructions: boolean
}

/** Copilot CLI's own options, as a caller writes them. */
export type CopilotInput = OptionsInput<CopilotOptions>

// Copilot CLI splits a text at commas, so that one entry could name a tool that nobody checked.
const RULE = /^[^\s,()]+(\([^(),\n\0]*\))?$/
const EXPECTED = 'expected one tool or rule without a comma, such as write or shell(git:*)'
const rules = option.textsLike(RULE, EXPECTED, 'expected a list of tools or rules')

/** Checks and completes {@link CopilotInput}. */
export const copilotOptions: OptionsSchema<CopilotOptions, CopilotInput> = z.strictObject({
  allowTools: rules,
  denyTools: rules,
  allowAllTools: option.flag,
  addDirs: option.texts,
  mcpConfig: option.objectOrPath,
  reasoningEffort: option.oneOf('none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'),
  maxAiCredits: option.wholeFrom(30),
  continueSession: option.flag,
  noCustomInstructions: option.flag,
})
