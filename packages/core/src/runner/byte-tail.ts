/** Keeps the end of a stream of bytes in bounded memory. */
export class ByteTail {
  readonly #keptBytes: number
  #chunks: Buffer[] = []
  #bytes = 0

  constructor(keptBytes: number) {
    this.#keptBytes = keptBytes
  }

  push(chunk: Buffer): void {
    this.#chunks.push(Buffer.from(chunk))
    this.#bytes += chunk.length
    if (this.#bytes > 2 * this.#keptBytes || this.#chunks.length > 1_000) this.#trim()
  }

  /** The end as text. */
  text(): string {
    this.#trim()
    return lastBytes(this.#chunks[0] ?? Buffer.alloc(0), this.#keptBytes)
  }

  #trim(): void {
    const all = Buffer.concat(this.#chunks)
    const end = all.subarray(Math.max(0, all.length - this.#keptBytes))
    this.#chunks = [Buffer.from(end)]
    this.#bytes = end.length
  }
}

/** The last `count` bytes as text; a character that would be cut in two is left out. */
export function lastBytes(bytes: Buffer, count: number): string {
  let start = Math.max(0, bytes.length - count)
  const isCut = start > 0
  while (isCut && start < bytes.length && isContinuation(bytes[start])) start += 1
  return bytes.toString('utf8', start)
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80
}
