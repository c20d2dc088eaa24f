import { changedAtMs } from '../files/file-stamp.ts'
import type { NodeFiles } from '../files/node-files.ts'
import type { Database, Row } from './database.ts'
import type { IndexedNode } from './indexed-node.ts'
import { putRow, removeRow } from './node-rows.ts'
import { SCHEMA_INDEXES } from './schema.ts'
import { type Describe, isPlain, type Read, seeFile } from './see-file.ts'

/** File systems tell times in steps of up to so many milliseconds: within one, a second change may not show. */
const RACY_MS = 10

/** With more new files than this, the indexes of SQLite are made after their rows. */
const MANY_FILES = 10_000

/** A row and the file that it stands for. */
export interface IndexedFile {
  readonly id: string
  readonly stamp: string
  /** When the file was read, in milliseconds since 1970. */
  readonly seen: number
}

/** The rows of one collection, and how they follow its files. The files always lead. */
export class CollectionIndex {
  readonly database: Database
  readonly #files: NodeFiles
  readonly #describe: Describe
  readonly #name: string
  #known = { generation: -1, key: -1 }

  constructor(database: Database, name: string, files: NodeFiles, describe: Describe) {
    this.database = database
    this.#name = name
    this.#files = files
    this.#describe = describe
  }

  /** The key of the collection. */
  get key(): number {
    const { generation } = this.database
    if (this.#known.generation !== generation) {
      this.#known = { generation, key: keyOf(this.database, this.#name) }
    }
    return this.#known.key
  }

  /**
   * Brings the rows up to date when files came or went. An edit in place does not show in a directory: with `isStrict`
   * every file is looked at.
   */
  refresh(isStrict = false): void {
    // An index that was made anew meanwhile knows nothing of what was found out with the old one.
    while (!this.#tryRefresh(isStrict)) {}
  }

  /** Whether the file is still the one that its row tells of. */
  isCurrent({ id, stamp, seen }: IndexedFile): boolean {
    return changedAtMs(stamp) < seen - RACY_MS && this.#files.stamp(id) === stamp
  }

  /** Reads files anew, whatever their rows say. */
  reread(ids: readonly string[]): void {
    this.database.write(() => {
      const read = this.#files.reader()
      for (const id of ids) this.#readFile(id, this.#keyOf(id), read)
    })
  }

  /** Reads those files anew whose rows tell of another state of them. */
  freshen(ids: readonly string[]): void {
    const sql =
      'SELECT id, stamp FROM nodes WHERE collection = ? AND id = ? COLLATE NOCASE AND id = ?'
    this.#rereadChanged(ids.flatMap((id) => this.database.all(sql, this.key, id, id)))
  }

  /** Does `change` to the files; the stamp of the directory stays known if it was. Only inside of `database.write`. */
  follow<Result>(change: () => Result): Result {
    const isKnown = this.#files.directoryStamp() === this.#knownStamp()
    const result = change()
    if (isKnown) this.#setStamp(this.#files.directoryStamp())
    return result
  }

  /** Keeps what has just been written. Only inside of `database.write`. */
  put(id: string, text: string, node: IndexedNode): void {
    const stamp = this.#files.stamp(id)
    if (stamp === null) return
    const content = { node, isPlain: isPlain(text) }
    putRow(this.database, this.key, { key: this.#keyOf(id), id, stamp, content })
  }

  /** Forgets a file that has just been deleted. Only inside of `database.write`. */
  remove(id: string): void {
    const key = this.#keyOf(id)
    if (key !== null) removeRow(this.database, key)
  }

  /** An id that differs from this one in case only, or not at all. */
  twinOf(id: string): string | null {
    const sql = 'SELECT id FROM nodes WHERE collection = ? AND id = ? COLLATE NOCASE'
    return (this.database.get(sql, this.key, id)?.id as string | undefined) ?? null
  }

  #tryRefresh(isStrict: boolean): boolean {
    const { generation } = this.database
    const stamp = this.#files.directoryStamp()
    const isSame = stamp === this.#knownStamp()
    if (isSame && !isStrict) {
      this.#rereadProblems()
      return true
    }
    const changed = isSame ? this.#findEdited() : this.#findChanged(this.#files.ids())
    if (isSame && changed.length === 0) return true
    return this.database.write(() => {
      if (this.database.generation !== generation) return false
      this.#read(changed)
      this.#setStamp(stamp)
      return true
    })
  }

  /** They are few, and whoever repairs one wants to see it at once. */
  #rereadProblems(): void {
    const sql = 'SELECT id, stamp FROM nodes WHERE collection = ? AND problem IS NOT NULL'
    this.#rereadChanged(this.database.all(sql, this.key))
  }

  #rereadChanged(rows: readonly Row[]): void {
    const seen = rows as unknown as readonly { id: string; stamp: string }[]
    const changed = seen.filter(({ id, stamp }) => this.#files.stamp(id) !== stamp)
    if (changed.length > 0) this.reread(changed.map(({ id }) => id))
  }

  #knownStamp(): string | null {
    const row = this.database.get('SELECT stamp FROM collections WHERE key = ?', this.key)
    return (row?.stamp ?? null) as string | null
  }

  #setStamp(stamp: string | null): void {
    this.database.run('UPDATE collections SET stamp = ? WHERE key = ?', stamp, this.key)
  }

  /** An id and a stamp in turn. As one text they are here several times faster than as rows. */
  #knownFiles(): readonly string[] {
    // No name of a file has a slash.
    const sql = `SELECT group_concat(id || '/' || stamp, '/') AS known FROM nodes WHERE collection = ?`
    const known = this.database.get(sql, this.key)?.known
    return typeof known === 'string' ? known.split('/') : []
  }

  /** The ids of files that have another content than was known, when none came or went. */
  #findEdited(): readonly string[] {
    const known = this.#knownFiles()
    const edited: string[] = []
    for (let place = 0; place < known.length; place += 2) {
      const id = known[place] ?? ''
      if (this.#files.stamp(id) !== known[place + 1]) edited.push(id)
    }
    return edited
  }

  /** The ids of files that are new, gone or of another content. */
  #findChanged(ids: readonly string[]): readonly string[] {
    const known = new Map<string, string>()
    const files = this.#knownFiles()
    for (let place = 0; place < files.length; place += 2) {
      known.set(files[place] ?? '', files[place + 1] ?? '')
    }
    const there = ids.filter((id) => {
      const stamp = known.get(id)
      return stamp === undefined || stamp !== this.#files.stamp(id)
    })
    if (ids.length === known.size && ids.every((id) => known.has(id))) return there
    const present = new Set(ids)
    return [...there, ...[...known.keys()].filter((id) => !present.has(id))]
  }

  #read(ids: readonly string[]): void {
    const isMany = ids.length > MANY_FILES && this.#isEmpty()
    if (isMany) dropIndexes(this.database)
    const read = this.#files.reader()
    for (const id of ids) this.#readFile(id, isMany ? null : this.#keyOf(id), read)
    if (isMany) this.database.execute(SCHEMA_INDEXES)
  }

  #isEmpty(): boolean {
    const sql = 'SELECT 1 FROM nodes WHERE collection = ? LIMIT 1'
    return this.database.get(sql, this.key) === undefined
  }

  #readFile(id: string, key: number | null, read: Read): void {
    const seen = seeFile(id, { read, files: this.#files, describe: this.#describe })
    if (seen !== null) putRow(this.database, this.key, { key, id, ...seen })
    else if (key !== null) removeRow(this.database, key)
  }

  #keyOf(id: string): number | null {
    const sql = 'SELECT key FROM nodes WHERE collection = ? AND id = ? COLLATE NOCASE AND id = ?'
    return (this.database.get(sql, this.key, id, id)?.key as number | undefined) ?? null
  }
}

/** The key of a collection, which is made when it has none. */
function keyOf(database: Database, name: string): number {
  const sql = 'SELECT key FROM collections WHERE name = ?'
  const known = database.get(sql, name)?.key
  if (typeof known === 'number') return known
  return database.write(() => {
    database.run('INSERT OR IGNORE INTO collections (name) VALUES (?)', name)
    return database.get(sql, name)?.key as number
  })
}

function dropIndexes(database: Database): void {
  const sql = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
  for (const { name } of database.all(sql)) database.execute(`DROP INDEX "${name}"`)
}
