import { type OptionsInput, type OptionsSchema, option, z } from '@htmlgraph/core/provider'

/** Gemini CLI's own options, completed. `null` and `[]` mean "not said". */
export interface GeminiOptions {
  /**
   * What runs unasked. `default` and `plan`: what changes nothing. `auto_edit`: edits in the workspace. `yolo`: all;
   * needs `access: 'full-access'`. @default null: what `access` says decides
   */
  readonly approvalMode: 'default' | 'auto_edit' | 'yolo' | 'plan' | null
  /** How varied answers are, from 0 to 2; the model's default when `null`. */
  readonly temperature: number | null
  /** More directories of the workspace; none that holds it or the home directory, none with a comma in its name. */
  readonly includeDirectories: readonly string[]
  /** Go on with the latest session of the working directory, or begin one. @default false */
  readonly continueSession: boolean
  /** Most model calls. */
  readonly maxTurns: number | null
  /** Takes the place of Gemini CLI's system prompt. */
  readonly systemPrompt: string | null
  /** Run all of Gemini CLI in its container (on macOS its sandbox), which has to be there. @default false */
  readonly sandbox: boolean
  /** Let the repository's settings, hooks, MCP servers, .env files and GEMINI.md count. @default false */
  readonly trustWorkspace: boolean
}

/** Gemini CLI's own options, as a caller writes them. */
export type GeminiInput = OptionsInput<GeminiOptions>

const PATH = 'expected the path of a directory, without commas'

/** Checks and completes {@link GeminiInput}. */
export const geminiOptions: OptionsSchema<GeminiOptions, GeminiInput> = z.strictObject({
  approvalMode: option.oneOf('default', 'auto_edit', 'yolo', 'plan'),
  temperature: option.numberIn(0, 2),
  includeDirectories: option.textsLike(/^[^,\0]+$/, PATH, 'expected a list of paths'),
  continueSession: option.flag,
  maxTurns: option.wholeFrom(1),
  systemPrompt: option.text,
  sandbox: option.flag,
  trustWorkspace: option.flag,
})
