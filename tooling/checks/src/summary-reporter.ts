import type { Reporter, TestModule } from 'vitest/node'

/** What a run came to; a file that could not run at all counts as one failure. */
export interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** Counts the tests of all files, and every file or run that broke outside a test. */
export function countTests(
  modules: ReadonlyArray<TestModule>,
  unhandled: ReadonlyArray<unknown>,
): Counts {
  const counts: Counts = { passed: 0, failed: unhandled.length, skipped: 0 }
  for (const module of modules) {
    counts.failed += module.errors().length
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      counts[state === 'pending' ? 'skipped' : state] += 1
    }
  }
  return counts
}

/** Ends a run with one line that people and CI read the same way. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, unhandled: ReadonlyArray<unknown>): void {
    const { passed, failed, skipped } = countTests(modules, unhandled)
    process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`)
  }
}
