import type { StopReason } from './process-job.ts'

/** What {@link Deadlines} are made of. */
export interface DeadlinesInit {
  readonly timeoutMs: number | null
  readonly idleTimeoutMs: number | null
  /** Whether the silence is ours, because the output is not being read. */
  readonly isHeldBack: () => boolean
  readonly onReached: (reason: StopReason) => void
}

/** The two clocks of a run: for the whole, and for the silence. */
export class Deadlines {
  readonly #init: DeadlinesInit
  readonly #whole: NodeJS.Timeout | null = null
  #idle: NodeJS.Timeout | null = null
  #lastSign: number = performance.now()

  constructor(init: DeadlinesInit) {
    this.#init = init
    const { timeoutMs, idleTimeoutMs } = init
    if (timeoutMs !== null) this.#whole = setTimeout(() => init.onReached('timeout'), timeoutMs)
    if (idleTimeoutMs !== null) this.#watch(idleTimeoutMs, idleTimeoutMs)
  }

  /** The child gave a sign of life. Called for every chunk, so it only reads a clock. */
  touch(): void {
    this.#lastSign = performance.now()
  }

  clear(): void {
    if (this.#whole !== null) clearTimeout(this.#whole)
    if (this.#idle !== null) clearTimeout(this.#idle)
  }

  #watch(idleTimeoutMs: number, delayMs: number): void {
    this.#idle = setTimeout(() => {
      if (this.#init.isHeldBack()) this.touch()
      const leftMs = this.#lastSign + idleTimeoutMs - performance.now()
      if (leftMs > 0) this.#watch(idleTimeoutMs, Math.ceil(leftMs))
      else this.#init.onReached('idle-timeout')
    }, delayMs)
  }
}
