import type { ProviderEvent } from '../contract/index.ts'
import { eventOf } from './event-of.ts'

/** Fewer characters may well be said twice. */
const SHORTEST_REPEATED = 4

/** More than any answer has; of what is longer the end is kept, since the answer comes last. */
const MOST_CHARACTERS = 16 * 1024 * 1024

/**
 * Joins the pieces in which a CLI prints an answer, for one that never prints the whole.
 *
 * Some CLIs call the model again when an answer breaks off in the middle, print the new one after the old one, and say
 * nothing of it. What comes after a pause and begins with all that was said before takes its place.
 */
export class TextPieces {
  readonly #shortestPauseMs: number
  #said = ''
  #pieces: string[] = []
  #characters = 0
  #isCut = false
  #lastMs = 0

  /** @param shortestPauseMs Before it calls again a CLI waits for so long at least; in milliseconds. */
  constructor(shortestPauseMs: number = Number.POSITIVE_INFINITY) {
    this.#shortestPauseMs = shortestPauseMs
  }

  /** @param atMs When the CLI printed it, by the CLI's own clock. */
  add(piece: string, atMs: number): void {
    if (atMs - this.#lastMs >= this.#shortestPauseMs) this.#endAttempt()
    this.#lastMs = atMs
    this.#pieces.push(piece)
    this.#characters += piece.length
    if (this.#characters > MOST_CHARACTERS) this.#dropFirstHalf()
  }

  /** All since the last time as one message; nothing when nothing was said. */
  *flush(): Iterable<ProviderEvent> {
    this.#endAttempt()
    const [text, isCut] = [this.#said, this.#isCut]
    this.#said = ''
    this.#isCut = false
    if (isCut) {
      yield* eventOf.warning('The agent said more than is kept: the beginning of it is left out.')
    }
    if (text !== '') yield { type: 'message', text }
  }

  #endAttempt(): void {
    const [said, latest] = [this.#said, this.#pieces.join('')]
    const isRepeated = said.length >= SHORTEST_REPEATED && latest.startsWith(said)
    const all = isRepeated ? latest : said + latest
    this.#isCut ||= all.length > MOST_CHARACTERS
    this.#said = all.slice(-MOST_CHARACTERS)
    this.#pieces = []
    this.#characters = 0
  }

  /** Half at once, so that it is seldom done; the last piece stays, however long it is. */
  #dropFirstHalf(): void {
    let count = 0
    while (this.#characters > MOST_CHARACTERS / 2 && count < this.#pieces.length - 1) {
      this.#characters -= this.#pieces[count]?.length ?? 0
      count += 1
    }
    this.#pieces.splice(0, count)
    this.#isCut ||= count > 0
  }
}
