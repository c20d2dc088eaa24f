import { defineOptions, type OptionsInput, type OptionsOf, option } from '@htmlgraph/core/provider'

/** Codex's own options. `null` and `[]`, their defaults, mean "not said". */
export const codexOptions = defineOptions({
  /** What commands and edits may change. `danger-full-access` is full access, asked for by this name. */
  sandbox: option.oneOf('read-only', 'workspace-write', 'danger-full-access'),
  /** Works unattended in the workspace: `workspace-write`, never more. @default false */
  fullAuto: option.flag,
  /** How hard to think. */
  reasoningEffort: option.oneOf('low', 'medium', 'high', 'xhigh', 'max', 'ultra'),
  /** The JSON schema of the answer, which comes as `structured`, checked. */
  outputSchema: option.object,
  /** More directories to write in; none that holds the working or the home directory. */
  addDirs: option.texts,
  /** Paths of images that belong to the prompt. */
  images: option.texts,
  /** Settings as in `config.toml`, nested or with dots. Those that could do more need `full-access`. */
  config: option.object,
  /** Is added to Codex's own instructions. */
  developerInstructions: option.text,
  /** Go on with the latest session of the working directory, or begin one with a warning. @default false */
  continueSession: option.flag,
})

/** {@link codexOptions}, completed. */
export type CodexOptions = OptionsOf<typeof codexOptions>
/** {@link codexOptions} as a caller writes them. */
export type CodexInput = OptionsInput<CodexOptions>
