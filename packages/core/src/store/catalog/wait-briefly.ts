const cell = new Int32Array(new SharedArrayBuffer(4))

/**
 * Waits without letting anything else run, some time around `ms` milliseconds: processes that were refused together
 * must not come back together.
 */
export function waitBriefly(ms: number): void {
  Atomics.wait(cell, 0, 0, ms * (0.5 + Math.random()))
}
