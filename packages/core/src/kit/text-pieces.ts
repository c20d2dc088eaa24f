import type { ProviderEvent } from '../contract/index.ts'

/** Fewer characters may well be said twice. */
const SHORTEST_REPEATED = 4

/**
 * Joins the pieces in which a CLI prints an answer, for one that never prints the whole.
 *
 * Some CLIs call the model again when an answer breaks off in the middle, print the new one after the old one, and say
 * nothing of it. What comes after a pause and begins with all that was said before takes its place.
 */
export class TextPieces {
  readonly #shortestPauseMs: number
  #attempts: string[] = []
  #lastMs = 0

  /** @param shortestPauseMs Before it calls again a CLI waits for so long at least; in milliseconds. */
  constructor(shortestPauseMs: number = Number.POSITIVE_INFINITY) {
    this.#shortestPauseMs = shortestPauseMs
  }

  /** @param atMs When the CLI printed it, by the CLI's own clock. */
  add(piece: string, atMs: number): void {
    const isNew = this.#attempts.length === 0 || atMs - this.#lastMs >= this.#shortestPauseMs
    this.#attempts.push((isNew ? '' : (this.#attempts.pop() ?? '')) + piece)
    this.#lastMs = atMs
  }

  /** All since the last time as one message; nothing when nothing was said. */
  *flush(): Iterable<ProviderEvent> {
    const text = this.#attempts.reduce((said, next) => {
      const isRepeated = said.length >= SHORTEST_REPEATED && next.startsWith(said)
      return isRepeated ? next : said + next
    }, '')
    this.#attempts = []
    if (text !== '') yield { type: 'message', text }
  }
}
