import { defineOptions, type OptionsInput, type OptionsOf, option } from '@htmlgraph/core/provider'

const RULE = 'expected one tool or rule without a comma, such as write or shell(git:*)'
// Copilot CLI splits a text at commas, so that one entry could name a tool that nobody checked.
const rules = option.textsLike(/^[^\s,()]+(\([^(),\n\0]*\))?$/, RULE, 'expected a list of rules')

/** Copilot CLI's own options. `null` and `[]`, their defaults, mean "not said". */
export const copilotOptions = defineOptions({
  /** The only tools that run unasked: `write(src/**)`, `url(a.org)`; others need `full-access`. */
  allowTools: rules,
  /** Tools that never run, whatever else allows them. */
  denyTools: rules,
  /** All run unasked, those for files in the working directory. Needs `full-access` beside. */
  allowAllTools: option.flag,
  /** More directories that count as the working directory; none that holds it or the home. */
  addDirs: option.texts,
  /** MCP servers beside the user's: `{ mcpServers }`, or a path. Local ones need `full-access`. */
  mcpConfig: option.objectOrPath,
  /** How hard to think; the model's default when `null`. */
  reasoningEffort: option.oneOf('none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'),
  /** Most AI credits, at least 30; known only after a model call, so one call can pass it. */
  maxAiCredits: option.wholeFrom(30),
  /** Go on with the latest session of the working directory, else of any, else begin one. */
  continueSession: option.flag,
  /** Leave AGENTS.md and the like unread. */
  noCustomInstructions: option.flag,
})
/** {@link copilotOptions}, completed. */
export interface CopilotOptions extends OptionsOf<typeof copilotOptions> {}
/** {@link copilotOptions} as a caller writes them. */
export interface CopilotInput extends OptionsInput<CopilotOptions> {}
