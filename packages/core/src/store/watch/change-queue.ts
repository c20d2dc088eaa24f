/** The longest that a timer can wait. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** What became of a file. */
export type ChangeKind = 'created' | 'updated' | 'deleted'

/** A file that is not what it was. One change may stand for several of the same file. */
export interface FileChange {
  readonly kind: ChangeKind
  /** The name of the file without `.html`. */
  readonly id: string
}

/**
 * Changes on their way to one reader. What nobody has read yet is merged by id, so that a slow reader costs no more
 * memory than there are files. The process is kept alive while somebody waits for a change, not by the queue alone.
 */
export class ChangeQueue {
  readonly #pending = new Map<string, ChangeKind>()
  #waiting: PromiseWithResolvers<void> | null = null
  #keepAlive: NodeJS.Timeout | undefined
  #isEnded = false
  #failure: { readonly error: unknown } | null = null

  get isEnded(): boolean {
    return this.#isEnded
  }

  put({ id, kind }: FileChange): void {
    if (this.#isEnded) return
    this.#pending.set(id, mergeKinds(this.#pending.get(id), kind))
    this.#wake()
  }

  /** The reader has had enough. */
  end(): void {
    this.#isEnded = true
    this.#failure = null
    this.#pending.clear()
    this.#wake()
  }

  /** Nothing more will come: the reader gets what is left, then the error. */
  fail(error: unknown): void {
    if (this.#isEnded) return
    this.#isEnded = true
    this.#failure = { error }
    this.#wake()
  }

  /** The next change; `undefined` after the end. */
  async take(): Promise<FileChange | undefined> {
    for (;;) {
      const [first] = this.#pending
      if (first !== undefined) {
        const [id, kind] = first
        this.#pending.delete(id)
        return { kind, id }
      }
      if (this.#isEnded) break
      await this.#wait()
    }
    const failure = this.#failure
    this.#failure = null
    if (failure !== null) throw failure.error
    return undefined
  }

  #wait(): Promise<void> {
    if (this.#waiting === null) {
      this.#waiting = Promise.withResolvers()
      this.#keepAlive = setInterval(() => {}, LONGEST_TIMER_MS)
    }
    return this.#waiting.promise
  }

  #wake(): void {
    clearInterval(this.#keepAlive)
    this.#waiting?.resolve()
    this.#waiting = null
  }
}

/**
 * What two changes of one file come to for somebody who saw neither. A file that came and went is told as deleted: because
 * of an earlier change the reader may have looked in between.
 */
function mergeKinds(first: ChangeKind | undefined, second: ChangeKind): ChangeKind {
  if (first === 'created' && second === 'updated') return 'created'
  if (first === 'deleted' && second === 'created') return 'updated'
  return second
}
