/** A command line that cannot be understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  /** What the reader can do about it. */
  readonly hint: string | null

  constructor(message: string, hint: string | null = null) {
    super(message)
    this.hint = hint
  }
}
