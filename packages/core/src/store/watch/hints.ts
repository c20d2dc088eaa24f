/** After more events than this the system may have dropped some: inotify drops all behind the 16,384th, silently. */
const BURST_EVENTS = 1_000
/** However unquiet it is, nobody waits longer than this for what the first event told. */
const LONGEST_DEBOUNCE_MS = 1_000

/** Where to look. */
export interface Hint {
  /** What changed, as far as somebody said so. */
  readonly ids: ReadonlySet<string>
  /** All files, by routine or because something changed that nobody named. `null`: those of `ids` alone. */
  readonly whole: 'routine' | 'suspicion' | null
}

/** What events say, collected until it is quiet. However many there are, it stays small. Keeps no process alive. */
export class Hints {
  readonly #debounceMs: number
  #ids = new Set<string>()
  #whole: Hint['whole'] = null
  #events = 0
  #due = Promise.withResolvers<void>()
  #quiet: NodeJS.Timeout | undefined
  #longest: NodeJS.Timeout | undefined
  #routine: NodeJS.Timeout | undefined
  #isClosed = false

  /** @param debounceMs So long must it be quiet before anything is looked at, in milliseconds. */
  constructor(debounceMs: number) {
    this.#debounceMs = debounceMs
  }

  /** A file may have changed. */
  add(id: string): void {
    this.count()
    if (this.#whole !== 'suspicion') this.#ids.add(id)
    this.#stir()
  }

  /** Something changed that is no file of ours. It may still be a part of a burst. */
  count(): void {
    this.#events += 1
    if (this.#events > BURST_EVENTS) this.suspect()
  }

  /** Something changed, nobody knows what. */
  suspect(): void {
    this.#whole = 'suspicion'
    this.#ids.clear()
    this.#stir()
  }

  /** All is looked at after this time, in milliseconds. Takes the place of an earlier call. */
  planRoutine(delayMs: number): void {
    clearTimeout(this.#routine)
    if (this.#isClosed) return
    this.#routine = setTimeout(() => {
      this.#whole ??= 'routine'
      this.#due.resolve()
    }, delayMs).unref()
  }

  /** Waits for the next hint; `null` after the end. For one caller at a time. */
  async next(): Promise<Hint | null> {
    await this.#due.promise
    if (this.#isClosed) return null
    const hint = { ids: this.#ids, whole: this.#whole }
    this.#stop()
    this.#due = Promise.withResolvers()
    this.#ids = new Set()
    this.#whole = null
    this.#events = 0
    return hint
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#routine)
    this.#stop()
    this.#due.resolve()
  }

  #stir(): void {
    if (this.#isClosed) return
    if (this.#quiet !== undefined) {
      this.#quiet.refresh()
      return
    }
    this.#quiet = setTimeout(() => this.#due.resolve(), this.#debounceMs).unref()
    this.#longest = setTimeout(() => this.#due.resolve(), LONGEST_DEBOUNCE_MS).unref()
  }

  #stop(): void {
    clearTimeout(this.#quiet)
    clearTimeout(this.#longest)
    this.#quiet = undefined
  }
}
