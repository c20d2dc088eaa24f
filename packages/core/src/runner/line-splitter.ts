const NEWLINE = 0x0a

/** What comes of a line that is too long. */
const CUT_LINE_BYTES = 64 * 1024

/** A string cannot be longer than 512 MiB (V8 13), whatever the caller allows. */
const LARGEST_LINE_BYTES = 256 * 1024 * 1024

/** The store for an unfinished line is given back when it has grown past this. */
const KEPT_STORE_BYTES = 1024 * 1024

/**
 * Puts chunks of bytes together to text made of whole lines.
 *
 * Only whole lines are decoded, so a character split over two chunks is whole again, and only `\n` ends a line:
 * U+2028 and a lone `\r` may stand in a JSON text.
 */
export class LineSplitter {
  readonly #maxLineBytes: number
  readonly #decode: (lines: Buffer, isCut: boolean) => string
  /** The beginning of a line that has no end yet. */
  #store: Buffer = Buffer.allocUnsafe(CUT_LINE_BYTES)
  #storedBytes = 0
  #isCut = false
  #longLines = 0

  /** @param decode Makes text of lines, whole or one that is cut; it must not keep the bytes. */
  constructor(maxLineBytes: number, decode: (lines: Buffer, isCut: boolean) => string) {
    this.#maxLineBytes = Math.min(maxLineBytes, LARGEST_LINE_BYTES)
    this.#decode = decode
  }

  /** How many lines were cut. */
  get longLines(): number {
    return this.#longLines
  }

  /** The lines that `chunk` completes, joined by `\n`; `null` when it completes none. Keeps no part of `chunk`. */
  push(chunk: Buffer): string | null {
    const end = chunk.lastIndexOf(NEWLINE)
    const mayBeLong = this.#isCut || this.#storedBytes + chunk.length > this.#maxLineBytes
    const lines = chunk.subarray(0, Math.max(end, 0))
    const text = end === -1 ? null : mayBeLong ? this.#takeEach(lines) : this.#take(lines)
    this.#keep(chunk.subarray(end + 1))
    return text
  }

  /** The last line if nothing ended it; `null` when there is none. */
  end(): string | null {
    return this.#storedBytes === 0 ? null : this.#take(Buffer.alloc(0))
  }

  #takeEach(bytes: Buffer): string {
    const lines: string[] = []
    let start = 0
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      lines.push(this.#take(bytes.subarray(start, end)))
      start = end + 1
    }
    lines.push(this.#take(bytes.subarray(start)))
    return lines.join('\n')
  }

  /** What was kept, and `bytes` behind it, decoded. */
  #take(bytes: Buffer): string {
    if (this.#storedBytes === 0 && bytes.length <= this.#maxLineBytes)
      return this.#decode(bytes, false)
    this.#keep(bytes)
    const text = this.#decode(this.#store.subarray(0, this.#storedBytes), this.#isCut)
    if (this.#store.length > KEPT_STORE_BYTES) this.#store = Buffer.allocUnsafe(CUT_LINE_BYTES)
    this.#storedBytes = 0
    this.#isCut = false
    return text
  }

  #keep(bytes: Buffer): void {
    if (this.#isCut) return
    const total = this.#storedBytes + bytes.length
    if (total > this.#maxLineBytes) {
      this.#cut(bytes)
      return
    }
    if (total > this.#store.length) this.#grow(total)
    bytes.copy(this.#store, this.#storedBytes)
    this.#storedBytes = total
  }

  #grow(leastBytes: number): void {
    const grown = Buffer.allocUnsafe(Math.max(leastBytes, 2 * this.#store.length))
    this.#store.copy(grown, 0, 0, this.#storedBytes)
    this.#store = grown
  }

  #cut(bytes: Buffer): void {
    const size = Math.min(CUT_LINE_BYTES, this.#maxLineBytes)
    if (this.#storedBytes < size) bytes.copy(this.#store, this.#storedBytes, 0, size)
    this.#store = Buffer.from(this.#store.subarray(0, size))
    this.#storedBytes = size
    this.#isCut = true
    this.#longLines += 1
  }
}
