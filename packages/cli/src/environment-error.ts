/** Something outside htmlgraph that is missing, or that cannot be read or written. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError'
  /** What the reader can do about it. */
  readonly hint: string | null

  constructor(message: string, hint: string | null = null) {
    super(message)
    this.hint = hint
  }
}
