import { closeSync, constants, fchmodSync, openSync, rmSync, statSync } from 'node:fs'
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { loadSqlite } from './load-sqlite.ts'
import { SCHEMA, SCHEMA_INDEXES, SCHEMA_VERSION } from './schema.ts'
import { waitBriefly } from './wait-briefly.ts'

const FILE_MODE = 0o600

/** How long a process waits for the others, in milliseconds; a rebuild of a million nodes is the longest they take. */
const LONGEST_WAIT_MS = 60_000

/**
 * What is committed survives the process, and the file is whole after a crash of the machine. A write that makes a
 * checkpoint waits for the disk: one in 4,000 pages, not in 1,000, has fewer of them wait.
 */
const PRAGMAS =
  'PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000'

/** After so long somebody does long work, in milliseconds, and there is no hurry. */
const PATIENCE_MS = 500

/** Primary result codes of SQLite, https://www.sqlite.org/rescode.html */
const BUSY: readonly number[] = [5, 6]
const BROKEN: readonly number[] = [11, 26]
/** With what the file system answers, as the codes of Node's own errors. */
const UNWRITABLE: Readonly<Record<number, string>> = {
  3: 'EACCES',
  8: 'EROFS',
  10: 'EIO',
  13: 'ENOSPC',
  14: 'EACCES',
}

/** A value of a row. */
export type Value = SQLInputValue

/** A row, its values by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>

/**
 * The file of the index. It may be deleted or broken at any time, and is then made anew.
 *
 * It is also the lock of the store: {@link Database.write} lets one process at a time in. A process that dies gives the
 * lock back, since it is one of the operating system.
 */
export class Database {
  readonly path: string
  #database: DatabaseSync
  #inode: bigint
  #statements = new Map<string, StatementSync>()
  #isWriting = false
  #generation = 0

  /** @throws the error of SQLite or of the file system when there can be no such file. */
  constructor(path: string) {
    this.path = path
    ;[this.#database, this.#inode] = this.#open()
  }

  /** Changes when the file was made anew, and with it everything that was read out of it. */
  get generation(): number {
    return this.#generation
  }

  /** All rows of a query. */
  all(sql: string, ...values: readonly Value[]): Row[] {
    return this.#retry(() => this.#prepare(sql).all(...values) as Row[])
  }

  /** The first row of a query. */
  get(sql: string, ...values: readonly Value[]): Row | undefined {
    return this.#retry(() => this.#prepare(sql).get(...values) as Row | undefined)
  }

  /** Rows one after the other. Nothing may be written before the last one is taken. */
  iterate(sql: string, ...values: readonly Value[]): Iterable<Row> {
    return this.#retry(() => this.#prepare(sql).iterate(...values) as Iterable<Row>)
  }

  /** Changes rows; only inside of {@link write}. @returns the key of the row that was inserted last. */
  run(sql: string, ...values: readonly Value[]): number {
    return Number(this.#prepare(sql).run(...values).lastInsertRowid)
  }

  /** Several statements without values; only inside of {@link write}. */
  execute(sql: string): void {
    this.#database.exec(sql)
  }

  /**
   * Does `work` while no other process writes. Either all of its changes of the index stand, or none. Inside of another
   * one it is a part of that one.
   */
  write<Result>(work: () => Result): Result {
    if (this.#isWriting) return work()
    return this.#retry(() => {
      this.#begin()
      this.#isWriting = true
      try {
        const result = work()
        this.#database.exec('COMMIT')
        return result
      } catch (error) {
        if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
        throw error
      } finally {
        this.#isWriting = false
      }
    })
  }

  close(): void {
    this.#statements.clear()
    if (this.#database.isOpen) this.#database.close()
  }

  /** A lock on a file that has been deleted since would keep nobody out. */
  #begin(): void {
    for (;;) {
      this.#waitFor('BEGIN IMMEDIATE')
      if (this.#isInPlace()) return
      this.#database.exec('ROLLBACK')
      this.#reopen()
    }
  }

  #isInPlace(): boolean {
    return statSync(this.path, { bigint: true, throwIfNoEntry: false })?.ino === this.#inode
  }

  #waitFor(sql: string): void {
    const start = performance.now()
    for (let tries = 0; ; tries += 1) {
      try {
        this.#database.exec(sql)
        return
      } catch (error) {
        const waitedMs = performance.now() - start
        if (!isOneOf(BUSY, error) || waitedMs > LONGEST_WAIT_MS) throw error
        // Others hold it for about a millisecond; who asks less often is passed over again and again.
        waitBriefly(Math.min(0.2 * 1.5 ** tries, waitedMs < PATIENCE_MS ? 1 : 10))
      }
    }
  }

  #retry<Result>(work: () => Result): Result {
    try {
      return work()
    } catch (error) {
      if (!isOneOf(BROKEN, error)) throw error
      this.close()
      removeFiles(this.path)
      this.#reopen()
      return work()
    }
  }

  #reopen(): void {
    this.close()
    this.#generation += 1
    ;[this.#database, this.#inode] = this.#open()
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    const statement = this.#database.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }

  #open(): [DatabaseSync, bigint] {
    try {
      return this.#tryOpen()
    } catch (error) {
      if (!isOneOf(BROKEN, error)) throw error
      removeFiles(this.path)
      return this.#tryOpen()
    }
  }

  #tryOpen(): [DatabaseSync, bigint] {
    const { DatabaseSync } = loadSqlite()
    createPrivate(this.path)
    const database = new DatabaseSync(this.path)
    this.#database = database
    try {
      this.#waitFor('PRAGMA journal_mode = WAL')
      database.exec(PRAGMAS)
      if (!hasSchema(database)) this.#createSchema()
      return [database, statSync(this.path, { bigint: true }).ino]
    } catch (error) {
      database.close()
      throw error
    }
  }

  #createSchema(): void {
    this.#waitFor('BEGIN IMMEDIATE')
    // Another process may have been faster.
    if (!hasSchema(this.#database)) {
      this.#database.exec(`${SCHEMA}${SCHEMA_INDEXES}PRAGMA user_version = ${SCHEMA_VERSION}`)
    }
    this.#database.exec('COMMIT')
  }
}

function hasSchema(database: DatabaseSync): boolean {
  return database.prepare('PRAGMA user_version').get()?.user_version === SCHEMA_VERSION
}

/** SQLite would make a file that others may read. A link is refused: it could lead to another database. */
function createPrivate(path: string): void {
  const flags = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0)
  const descriptor = openSync(path, flags, FILE_MODE)
  // The mode above is cut by the umask.
  fchmodSync(descriptor, FILE_MODE)
  closeSync(descriptor)
}

function removeFiles(path: string): void {
  for (const ending of ['', '-wal', '-shm']) rmSync(`${path}${ending}`, { force: true })
}

/** Whether an error is one of the index, not of the files. */
export function isIndexFailure(error: unknown): boolean {
  return resultCode(error) !== null
}

/** Why the index cannot be written, as a code of Node's errors; `null` when an error says something else. */
export function unwritableCode(error: unknown): string | null {
  const code = resultCode(error)
  return code === null ? null : (UNWRITABLE[code] ?? null)
}

/** Extended result codes keep the primary one in their last byte. */
function resultCode(error: unknown): number | null {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'errcode') : undefined
  return typeof code === 'number' ? code & 0xff : null
}

function isOneOf(codes: readonly number[], error: unknown): boolean {
  const code = resultCode(error)
  return code !== null && codes.includes(code)
}
