import * as kit from '@htmlgraph/core/provider'

/** Codex's own options. `null` and `[]`, their defaults, mean "not said". */
export const codexOptions = kit.defineOptions({
  /** What commands and edits may change. `danger-full-access` is full access, asked for by this name. */
  sandbox: kit.option.oneOf('read-only', 'workspace-write', 'danger-full-access'),
  /** Works unattended in the workspace: `workspace-write`, never more. @default false */
  fullAuto: kit.option.flag,
  /** How hard to think. */
  reasoningEffort: kit.option.oneOf('low', 'medium', 'high', 'xhigh', 'max', 'ultra'),
  /** The JSON schema of the answer, which comes as `structured`, checked. */
  outputSchema: kit.option.object,
  /** More directories to write in; none that holds the working or the home directory. */
  addDirs: kit.option.texts,
  /** Paths of images that belong to the prompt. */
  images: kit.option.texts,
  /** Settings as in `config.toml`, nested or with dots. Those that could do more need `full-access`. */
  config: kit.option.object,
  /** Is added to Codex's own instructions. */
  developerInstructions: kit.option.text,
  /** Go on with the latest session of the working directory, or begin one with a warning. @default false */
  continueSession: kit.option.flag,
})

/** {@link codexOptions}, completed. */
export interface CodexOptions extends kit.OptionsOf<typeof codexOptions> {}
/** {@link codexOptions} as a caller writes them. */
export interface CodexInput extends kit.OptionsInput<CodexOptions> {}
/** A request with them. */
export type CodexRequest = kit.RunRequest<CodexOptions>
