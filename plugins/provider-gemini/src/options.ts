import { defineOptions, type OptionsInput, type OptionsOf, option } from '@htmlgraph/core/provider'

/** Gemini CLI's own options. `null` and `[]`, their defaults, mean "not said". */
export const geminiOptions = defineOptions({
  /**
   * What runs unasked. `default` and `plan`: what changes nothing. `auto_edit`: edits in the workspace. `yolo`: all;
   * needs `access: 'full-access'`. @default null: what `access` says decides
   */
  approvalMode: option.oneOf('default', 'auto_edit', 'yolo', 'plan'),
  /** How varied answers are, from 0 to 2; the model's default when `null`. */
  temperature: option.numberIn(0, 2),
  /** More directories of the workspace; none that holds it or the home, none with a comma in its name. */
  includeDirectories: option.texts,
  /** Go on with the latest session of the working directory, or begin one. @default false */
  continueSession: option.flag,
  /** Most model calls. */
  maxTurns: option.wholeFrom(1),
  /** Takes the place of Gemini CLI's system prompt. */
  systemPrompt: option.text,
  /** Run all of Gemini CLI in its container (on macOS its sandbox), which has to be there. @default false */
  sandbox: option.flag,
  /** Let the repository's settings, hooks, MCP servers, .env files and GEMINI.md count. @default false */
  trustWorkspace: option.flag,
})

/** {@link geminiOptions}, completed. */
export interface GeminiOptions extends OptionsOf<typeof geminiOptions> {}

/** {@link geminiOptions} as a caller writes them. */
export interface GeminiInput extends OptionsInput<GeminiOptions> {}
