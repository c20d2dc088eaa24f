/** How a recorded process ended: by itself with a code, or by a signal. */
export type RecordedExit = { readonly code: number } | { readonly signal: NodeJS.Signals }

/** One recorded run of a command-line program. What it printed is kept as bytes, unedited. */
export interface Recording {
  /** The name of its folder. */
  readonly name: string
  /** The program, then its arguments. */
  readonly argv: readonly string[]
  /** The whole environment it was given. */
  readonly env: Readonly<Record<string, string>>
  /** What the recorder remarked, without the leading `#`. */
  readonly notes: readonly string[]
  /** `null` when it was given no input. */
  readonly stdin: Buffer | null
  readonly stdout: Buffer
  readonly stderr: Buffer
  readonly exit: RecordedExit
}
