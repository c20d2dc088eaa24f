import { longestLiteralBytes } from './literal.ts'
import { Redactor } from './redact.ts'

const NEWLINE = 0x0a

/** An unfinished line that is longer is given out in pieces. */
const LONGEST_KEPT_BYTES = 1024 * 1024

/** As long as a key that is known by its form may be, and what stands around it. */
const KEY_BYTES = 16 * 1024

/** How many places are tried before a line is cut where a secret may stand. */
const MOST_TRIES = 8

/**
 * A stream of bytes as clean text, all of it and in order: whole lines as they come, and a very long line in pieces that
 * no secret lies across.
 */
export class SafePieces {
  readonly #redactor: Redactor
  readonly #marginBytes: number
  #kept: Buffer = Buffer.alloc(0)

  constructor(secrets: readonly string[]) {
    this.#redactor = new Redactor(secrets)
    this.#marginBytes = longestLiteralBytes(secrets) + KEY_BYTES
  }

  /** What can be given out; `''` when more must come first. Keeps no part of `chunk`. */
  push(chunk: Buffer): string {
    const end = chunk.lastIndexOf(NEWLINE) + 1
    const lines = end === 0 ? '' : this.#take(Buffer.concat([this.#kept, chunk.subarray(0, end)]))
    this.#kept = Buffer.concat([end === 0 ? this.#kept : Buffer.alloc(0), chunk.subarray(end)])
    return this.#kept.length > LONGEST_KEPT_BYTES ? lines + this.#takePiece() : lines
  }

  /** The rest. */
  end(): string {
    const rest = this.#take(this.#kept)
    this.#kept = Buffer.alloc(0)
    return rest
  }

  #take(bytes: Buffer): string {
    return this.#redactor.decode(bytes)
  }

  /** Cuts where both sides are the same as they are in one piece, if there is such a place. */
  #takePiece(): string {
    const whole = this.#redactor.redactWhole(this.#kept.toString())
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      const cut = characterStart(this.#kept, this.#kept.length - tries * this.#marginBytes)
      if (cut === 0) break
      const piece = this.#redactor.redactWhole(this.#kept.toString('utf8', 0, cut))
      const rest = this.#redactor.redactWhole(this.#kept.toString('utf8', cut))
      if (piece + rest !== whole) continue
      this.#kept = Buffer.from(this.#kept.subarray(cut))
      return piece
    }
    this.#kept = Buffer.alloc(0)
    return whole
  }
}

/** Where the character at `index` begins. */
function characterStart(bytes: Buffer, index: number): number {
  let start = Math.max(0, index)
  while (start > 0 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start -= 1
  return start
}
