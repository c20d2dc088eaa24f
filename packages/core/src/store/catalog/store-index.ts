import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { NodeFiles } from '../files/node-files.ts'
import { CollectionIndex } from './collection-index.ts'
import { Database } from './database.ts'
import type { Describe } from './see-file.ts'

/** The index of a store, opened when it is first needed. */
export class StoreIndex {
  readonly path: string
  #database: Database | null = null
  #problem: string | null = null
  readonly #collections = new Map<string, CollectionIndex>()

  constructor(path: string) {
    this.path = path
  }

  /** Why there can be no index here; `null` while nothing speaks against it. */
  get problem(): string | null {
    return this.#problem
  }

  /** The file of the index; `null` where there is no store yet, or no such file can be made. */
  get database(): Database | null {
    if (this.#database !== null || this.#problem !== null) return this.#database
    if (!existsSync(dirname(this.path))) return null
    try {
      this.#database = new Database(this.path)
    } catch (error) {
      // A directory that this user may only read, or a file system without locks: the files can still be read.
      this.#problem = error instanceof Error ? error.message : String(error)
    }
    return this.#database
  }

  /** The index of one collection; `null` as above. */
  collection(name: string, files: NodeFiles, describe: Describe): CollectionIndex | null {
    const known = this.#collections.get(name)
    if (known !== undefined) return known
    const { database } = this
    if (database === null) return null
    const index = new CollectionIndex(database, name, files, describe)
    this.#collections.set(name, index)
    return index
  }

  /** Gives the file back. It is opened again when it is needed. */
  close(): void {
    this.#database?.close()
    this.#database = null
    this.#collections.clear()
  }
}
