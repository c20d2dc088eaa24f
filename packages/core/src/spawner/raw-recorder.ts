/** Past this the events are no longer kept; the run goes on. */
const MOST_CHARACTERS = 64 * 1024 * 1024

/** Keeps the CLI's own JSON events as they pass by, when they were asked for. */
export class RawRecorder {
  readonly events: unknown[] = []
  readonly warnings: string[] = []
  readonly #isWanted: boolean
  #characters = 0

  constructor(isWanted: boolean) {
    this.#isWanted = isWanted
  }

  /** The same lines, each kept as an event if it is a JSON object. */
  record(lines: AsyncIterable<string>): AsyncIterable<string> {
    return this.#isWanted ? this.#tee(lines) : lines
  }

  async *#tee(lines: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
    for await (const line of lines) {
      this.#keep(line)
      yield line
    }
  }

  #keep(line: string): void {
    if (this.#characters > MOST_CHARACTERS || !line.startsWith('{')) return
    this.#characters += line.length
    if (this.#characters > MOST_CHARACTERS) {
      this.warnings.push('rawOutput is cut: the CLI printed more than 64 Mi characters of events.')
      return
    }
    const event = parseObject(line)
    if (event !== null) this.events.push(event)
  }
}

/** A broken line is no event; the provider's `parse` reports it as `raw`. */
function parseObject(line: string): object | null {
  try {
    return JSON.parse(line) as object
  } catch {
    return null
  }
}
