import type { Subject } from './subject.ts'

/** One thing that every provider does. */
export interface ConformanceCase {
  /** Names the case in `exceptions`. */
  readonly name: string
  /** A sentence that follows "it". */
  readonly title: string
  readonly run: (subject: Subject) => void | Promise<void>
}
