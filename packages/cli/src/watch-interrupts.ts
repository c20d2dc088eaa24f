import { EXIT_CODES } from './exit-codes.ts'

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
  let isInterrupted = false
  const onInterrupt = (): void => {
    if (isInterrupted) target.exit(EXIT_CODES.interrupted)
    isInterrupted = true
    controller.abort('Interrupted with Ctrl-C.')
  }
  target.on('SIGINT', onInterrupt)
  const dispose = (): void => void target.off('SIGINT', onInterrupt)
  return {
    signal: controller.signal,
    wasInterrupted: () => isInterrupted,
    abort: (reason) => controller.abort(reason),
    dispose,
    [Symbol.dispose]: dispose,
  }
}
