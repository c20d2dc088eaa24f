import { HtmlGraphError, isHtmlGraphError } from '../../contract/index.ts'
import { readRecord } from '../document/read-record.ts'
import type { RecordDocument } from '../document/record-document.ts'
import type { NodeFiles } from '../files/node-files.ts'
import type { DelegationRecord } from '../record/delegation-record.ts'
import { isTaskId } from '../task-id.ts'

/** A file in the directory of the records that is no whole record. It is kept as it is. */
export interface StoreProblem {
  /** The name of the file. */
  readonly file: string
  /** Its absolute path. */
  readonly path: string
  /** What is wrong: `it is cut off: its <article> has no end`. */
  readonly reason: string
}

/** The records of a directory, and the files that are none. */
export interface StoreContents {
  /** By `createdAt`, then by id. */
  readonly records: readonly DelegationRecord[]
  /** By the name of the file. */
  readonly problems: readonly StoreProblem[]
}

/**
 * Reads the file of one record; `null` when there is none.
 *
 * @throws HG_RECORD_CORRUPT with the file's path and the reason.
 */
export function loadRecord(files: NodeFiles, id: string): RecordDocument | null {
  try {
    return parseRecord(files, id)
  } catch (error) {
    if (!isCorrupt(error)) throw error
    const path = files.pathOf(id)
    throw new HtmlGraphError({
      code: 'HG_RECORD_CORRUPT',
      message: `The record ${path} cannot be used: ${error.message}.`,
      hint: 'It is kept as it is. Repair it, take it back from version control, or move it away.',
      details: { path, reason: error.message },
    })
  }
}

/** Reads all records. One that cannot be read does not hide the others. */
export function loadAll(files: NodeFiles): StoreContents {
  const records: DelegationRecord[] = []
  const problems: StoreProblem[] = []
  for (const id of files.ids()) {
    try {
      const document = parseRecord(files, id)
      // `null`: the file went away after the directory was read.
      if (document !== null) records.push(document.record)
    } catch (error) {
      if (!isCorrupt(error)) throw error
      problems.push({ file: `${id}.html`, path: files.pathOf(id), reason: error.message })
    }
  }
  return {
    records: records.sort(byCreation),
    problems: problems.sort((one, other) => compare(one.file, other.file)),
  }
}

function parseRecord(files: NodeFiles, id: string): RecordDocument | null {
  if (!isTaskId(id)) throw corrupt('its name is no task id')
  const html = files.read(id)
  if (html === null) return null
  const document = readRecord(html)
  const { taskId } = document.record
  if (taskId !== id) throw corrupt(`it holds the record of "${taskId}", as if it were a copy`)
  return document
}

function corrupt(reason: string): HtmlGraphError {
  return new HtmlGraphError({ code: 'HG_RECORD_CORRUPT', message: reason })
}

function isCorrupt(error: unknown): error is HtmlGraphError {
  return isHtmlGraphError(error) && error.code === 'HG_RECORD_CORRUPT'
}

function byCreation(one: DelegationRecord, other: DelegationRecord): number {
  return compare(one.createdAt, other.createdAt) || compare(one.taskId, other.taskId)
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
