import { EXIT_CODES } from './exit-codes.ts'

/** A signal to a whole process group comes here directly and again through whoever started us: still one Ctrl-C. */
const ECHO_MS = 300

/** What has asked the command to end. */
export interface Interrupts extends Disposable {
  readonly signal: AbortSignal
  wasInterrupted(): boolean
  /** Ends the command without calling it an interrupt. */
  abort(reason: string): void
  dispose(): void
}

/**
 * Turns the first Ctrl-C into an abort, so that runs end in order and records become final;
 * the second one ends the process at once.
 */
export function watchInterrupts(target: NodeJS.Process): Interrupts {
  const controller = new AbortController()
  let interruptedAtMs: number | null = null
  const onInterrupt = (): void => {
    if (interruptedAtMs !== null) {
      if (performance.now() - interruptedAtMs > ECHO_MS) target.exit(EXIT_CODES.interrupted)
      return
    }
    interruptedAtMs = performance.now()
    controller.abort('Interrupted with Ctrl-C.')
  }
  target.on('SIGINT', onInterrupt)
  const dispose = (): void => void target.off('SIGINT', onInterrupt)
  return {
    signal: controller.signal,
    wasInterrupted: () => interruptedAtMs !== null,
    abort: (reason) => controller.abort(reason),
    dispose,
    [Symbol.dispose]: dispose,
  }
}
