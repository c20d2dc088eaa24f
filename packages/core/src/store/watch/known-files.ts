import { changedAtMs } from '../files/file-stamp.ts'
import type { NodeFiles } from '../files/node-files.ts'
import type { FileChange } from './change-queue.ts'

/** Clocks of file systems tick every 4 or 10 ms: a file this young may change once more and keep its stamp. */
const FRESH_MS = 20

/** The files of a directory as they were when they were last looked at. At first nothing is known. */
export class KnownFiles {
  readonly #files: Pick<NodeFiles, 'ids' | 'stamp'>
  readonly #stamps = new Map<string, string>()
  readonly #fresh = new Set<string>()

  constructor(files: Pick<NodeFiles, 'ids' | 'stamp'>) {
    this.#files = files
  }

  /** All ids that were there or are there now. @throws HG_STORE_UNWRITABLE */
  ids(): ReadonlySet<string> {
    return new Set([...this.#stamps.keys(), ...this.#files.ids()])
  }

  /**
   * Looks at one file and remembers what it sees.
   *
   * @param isSuspect Somebody says that it changed: then the same stamp proves nothing while the file is fresh.
   * @returns how it differs from when it was last looked at, if it does
   * @throws HG_STORE_UNWRITABLE
   */
  check(id: string, isSuspect: boolean): FileChange | null {
    const stamp = this.#files.stamp(id)
    const known = this.#stamps.get(id)
    if (stamp === null) {
      this.#fresh.delete(id)
      return this.#stamps.delete(id) ? { kind: 'deleted', id } : null
    }
    if (known === stamp && !(isSuspect && this.#fresh.has(id))) return null
    this.#stamps.set(id, stamp)
    if (Date.now() - changedAtMs(stamp) < FRESH_MS) this.#fresh.add(id)
    else this.#fresh.delete(id)
    return { kind: known === undefined ? 'created' : 'updated', id }
  }
}
