import { type OptionsInput, type OptionsSchema, option, z } from '@htmlgraph/core/provider'

/** Codex's own options, completed. `null` and `[]` mean "not said". */
export interface CodexOptions {
  /** What commands and edits may change. `danger-full-access` is full access, asked for by this name. */
  readonly sandbox: 'read-only' | 'workspace-write' | 'danger-full-access' | null
  /** Works unattended: `workspace-write`, never more. @default false */
  readonly fullAuto: boolean
  /** How hard to think; the model's default when `null`. */
  readonly reasoningEffort: (typeof EFFORTS)[number] | null
  /** The JSON schema of the answer, which comes as `structured`, checked. */
  readonly outputSchema: Readonly<Record<string, unknown>> | null
  /** More directories to write in; none that holds the working or the home directory. */
  readonly addDirs: readonly string[]
  /** Paths of images that belong to the prompt. */
  readonly images: readonly string[]
  /** Settings as in `config.toml`, nested or with dotted names. Those that could do more need `full-access`. */
  readonly config: Readonly<Record<string, unknown>> | null
  /** Is added to Codex's own instructions. */
  readonly developerInstructions: string | null
  /** Go on with the latest session of the working directory, or begin one with a warning. @default false */
  readonly continueSession: boolean
}

const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max', 'ultra'] as const

/** Codex's own options, as a caller writes them. */
export type CodexInput = OptionsInput<CodexOptions>

/** Checks and completes {@link CodexInput}. */
export const codexOptions: OptionsSchema<CodexOptions, CodexInput> = z
  .strictObject({
    sandbox: option.oneOf('read-only', 'workspace-write', 'danger-full-access'),
    fullAuto: option.flag,
    reasoningEffort: option.oneOf(...EFFORTS),
    outputSchema: option.object,
    addDirs: option.texts,
    images: option.texts,
    config: option.object,
    developerInstructions: option.text,
    continueSession: option.flag,
  })
  .refine(
    ({ fullAuto, sandbox }) => !fullAuto || (sandbox ?? 'workspace-write') === 'workspace-write',
    {
      path: ['fullAuto'],
      error: 'expected false beside a sandbox other than workspace-write',
    },
  )
