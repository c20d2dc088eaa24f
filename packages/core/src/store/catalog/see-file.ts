import { isHtmlGraphError } from '../../contract/index.ts'
import type { NodeFiles } from '../files/node-files.ts'
import type { FileText } from '../files/read-text.ts'
import { isTaskId } from '../task-id.ts'
import type { IndexedNode } from './indexed-node.ts'
import type { FileContent } from './node-rows.ts'

/** What a text says of its node. @throws HG_RECORD_CORRUPT when it is none */
export type Describe = (id: string, text: string) => IndexedNode

/** The text of a file; `null` when there is none. @throws HG_RECORD_CORRUPT when it cannot be read as text */
export type Read = (id: string) => FileText | null

/** What a file said, and when. */
export interface SeenContent {
  readonly stamp: string
  readonly content: FileContent
}

/** How a file is read and understood. */
export interface Sight {
  readonly files: Pick<NodeFiles, 'stamp'>
  readonly read: Read
  readonly describe: Describe
}

/** What a file says, or why it is no node; `null` when there is none. */
export function seeFile(id: string, sight: Sight): SeenContent | null {
  if (!isTaskId(id)) return withStamp(sight.files.stamp(id), { problem: 'its name is no id' })
  const first = tryRead(id, sight.read)
  if (!('problem' in first)) return first.file && describeFile(id, first.file, sight)
  // Of a file that cannot be read the stamp must be from before it was tried.
  const stamp = sight.files.stamp(id)
  const again = tryRead(id, sight.read)
  if ('problem' in again) return withStamp(stamp, again)
  return again.file && describeFile(id, again.file, sight)
}

/** Whether a text has one article only. */
export function isPlain(text: string): boolean {
  const first = text.indexOf('<article')
  return text.indexOf('<article', first + 1) === -1
}

function tryRead(
  id: string,
  read: Read,
): { readonly file: FileText | null } | { readonly problem: string } {
  try {
    return { file: read(id) }
  } catch (error) {
    return { problem: reasonOf(error) }
  }
}

function describeFile(id: string, { text, stamp }: FileText, { describe }: Sight): SeenContent {
  try {
    return { stamp, content: { node: describe(id, text), isPlain: isPlain(text) } }
  } catch (error) {
    return { stamp, content: { problem: reasonOf(error) } }
  }
}

function withStamp(stamp: string | null, content: FileContent): SeenContent | null {
  return stamp === null ? null : { stamp, content }
}

/** Why a file is no whole node. Every other error says something of the machine, and is thrown on. */
function reasonOf(error: unknown): string {
  if (isHtmlGraphError(error) && error.code === 'HG_RECORD_CORRUPT') return error.message
  throw error
}
