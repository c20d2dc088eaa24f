import type { Readable } from 'node:stream'
import { LineSplitter } from './line-splitter.ts'
import type { OutputFile } from './output-file.ts'
import { Redactor } from './redact.ts'

/** The child is held back when this much text waits to be read, in characters. */
const MOST_WAITING = 1024 * 1024

/** After the exit, what still stands in the pipe is taken too: Linux keeps up to 1 MiB in one. */
const MOST_WAITING_AFTER_EXIT = MOST_WAITING + 2 * 1024 * 1024

/** What a {@link LineReader} is made for. */
export interface LineReaderInit {
  readonly maxLineBytes: number
  readonly secrets: readonly string[]
  /** Gets every byte, read or not. */
  readonly outputFile: OutputFile | null
  /** Called for every piece of output, and when the child is let go on after it was held back. */
  readonly onActivity: () => void
}

/** Reads a stream of bytes as clean lines, for one consumer, in bounded memory. */
export class LineReader implements AsyncIterableIterator<string, undefined> {
  readonly #stream: Readable
  readonly #splitter: LineSplitter
  readonly #outputFile: OutputFile | null
  readonly #onActivity: () => void
  #waiting: string[] = []
  #waitingCharacters = 0
  #mostWaiting = MOST_WAITING
  #isClosed = false
  #isAbandoned = false
  #wake: (() => void) | null = null
  /** The lines being handed out, and where the next one starts; past the end there is none. */
  #block = ''
  #position = 1

  constructor(stream: Readable, init: LineReaderInit) {
    this.#stream = stream
    const redactor = new Redactor(init.secrets)
    this.#splitter = new LineSplitter(init.maxLineBytes, (lines, isCut) =>
      redactor.decode(lines, isCut),
    )
    this.#outputFile = init.outputFile
    this.#onActivity = init.onActivity
    stream.on('data', (chunk: Buffer) => this.#receive(chunk))
    stream.on('close', () => this.#close())
  }

  get longLines(): number {
    return this.#splitter.longLines
  }

  /** Whether the child has to wait for its lines to be read. */
  get isHeldBack(): boolean {
    return this.#stream.isPaused()
  }

  /** Takes what still stands in the pipe, read or not. */
  drain(): void {
    this.#mostWaiting = MOST_WAITING_AFTER_EXIT
    this.#stream.resume()
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Promise<IteratorResult<string, undefined>> {
    if (this.#position > this.#block.length) return this.#nextBlock()
    return Promise.resolve({ done: false, value: this.#takeLine() })
  }

  /** The consumer wants no more: what comes is dropped, so that the child is not held back for ever. */
  return(): Promise<IteratorResult<string, undefined>> {
    this.#isAbandoned = true
    this.#isClosed = true
    this.#waiting = []
    this.#position = this.#block.length + 1
    this.#stream.resume()
    return Promise.resolve({ done: true, value: undefined })
  }

  async #nextBlock(): Promise<IteratorResult<string, undefined>> {
    for (;;) {
      const block = this.#waiting.shift()
      if (block !== undefined) {
        this.#open(block)
        return { done: false, value: this.#takeLine() }
      }
      if (this.#isClosed) return { done: true, value: undefined }
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  #open(block: string): void {
    this.#block = block
    this.#position = 0
    this.#waitingCharacters -= block.length
    if (!this.#stream.isPaused() || this.#waitingCharacters > this.#mostWaiting / 2) return
    this.#onActivity()
    this.#stream.resume()
  }

  /** Without the `\r` of a Windows line end. */
  #takeLine(): string {
    const found = this.#block.indexOf('\n', this.#position)
    const end = found === -1 ? this.#block.length : found
    const hasReturn = end > this.#position && this.#block.charCodeAt(end - 1) === 13
    const line = this.#block.slice(this.#position, hasReturn ? end - 1 : end)
    this.#position = end + 1
    return line
  }

  #receive(chunk: Buffer): void {
    this.#onActivity()
    this.#outputFile?.write(chunk)
    if (!this.#isAbandoned) this.#add(this.#splitter.push(chunk))
    release(chunk)
    if (this.#waitingCharacters > this.#mostWaiting) this.#stream.pause()
  }

  #add(block: string | null): void {
    if (block === null) return
    this.#waiting.push(block)
    this.#waitingCharacters += block.length
    this.#notify()
  }

  #close(): void {
    if (!this.#isAbandoned) this.#add(this.#splitter.end())
    this.#isClosed = true
    this.#notify()
  }

  #notify(): void {
    this.#wake?.()
    this.#wake = null
  }
}

/**
 * Gives the bytes of a chunk back at once. Left to the garbage collector, 64 KiB of fresh memory for each chunk cost
 * more than half of the time of reading (Node 24, 2026-11).
 */
function release(chunk: Buffer): void {
  const { buffer } = chunk
  if (buffer instanceof ArrayBuffer && buffer.byteLength === chunk.length) buffer.transfer(0)
}
