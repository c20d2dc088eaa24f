import { HtmlGraphError, isHtmlGraphError } from '../../contract/index.ts'
import type { CollectionIndex } from '../catalog/collection-index.ts'
import { unwritableCode } from '../catalog/database.ts'
import type { NodeFiles } from '../files/node-files.ts'
import type { WithProperties } from '../query/condition.ts'
import type { Codec } from './codec.ts'

/** A file in the directory of a collection that is no whole node. It is kept as it is. */
export interface StoreProblem {
  /** The name of the file. */
  readonly file: string
  /** Its absolute path. */
  readonly path: string
  /** What is wrong: `it is cut off: its <article> has no end`. */
  readonly reason: string
}

/** A document, and the text of its file. */
export interface StoredDocument<Document> {
  readonly document: Document
  readonly text: string
  readonly stamp: string
}

/** What every part of a collection works with. */
export interface StoredNodes<Node extends WithProperties, Document> {
  readonly files: NodeFiles
  readonly codec: Codec<Node, Document>
  /** Adds what a document keeps in other files. @default nothing @throws HG_RECORD_CORRUPT */
  readonly complete?: ((document: Document) => Document) | undefined
  /** `null` where there is no directory yet, or no index can be made: then the files are read one by one. */
  readonly index: () => CollectionIndex | null
}

/** The document of a file; `null` when there is none. @throws HG_RECORD_CORRUPT with the reason alone */
export function readDocument<Node extends WithProperties, Document>(
  { files, codec, complete = (document) => document }: StoredNodes<Node, Document>,
  id: string,
): StoredDocument<Document> | null {
  const file = files.read(id)
  if (file === null) return null
  try {
    return { ...file, document: complete(codec.read(id, file.text)) }
  } catch (error) {
    // Where upper and lower case are one, it is the file of another id.
    if (isCorrupt(error) && isTwin(error.details.holds, id)) return null
    throw error
  }
}

function isTwin(holds: unknown, id: string): boolean {
  return typeof holds === 'string' && holds.toLowerCase() === id.toLowerCase()
}

/** As {@link readDocument}, for somebody who asked for this node. @throws HG_RECORD_CORRUPT with the file's path */
export function getDocument<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
  id: string,
): StoredDocument<Document> | null {
  try {
    return readDocument(nodes, id)
  } catch (error) {
    if (!isCorrupt(error)) throw error
    const path = nodes.files.pathOf(id)
    throw new HtmlGraphError({
      code: 'HG_RECORD_CORRUPT',
      message: `The record ${path} cannot be used: ${error.message}.`,
      hint: 'It is kept as it is. Repair it, take it back from version control, or move it away.',
      details: { path, reason: error.message },
    })
  }
}

/** Whether an error says that a file is no whole node. */
export function isCorrupt(error: unknown): error is HtmlGraphError {
  return isHtmlGraphError(error) && error.code === 'HG_RECORD_CORRUPT'
}

/** Answers a question out of the index; where there is none, or it cannot be brought up to date, out of the files. */
export function answer<Node extends WithProperties, Document, Result>(
  { index: open }: StoredNodes<Node, Document>,
  outOfIndex: (index: CollectionIndex) => Result,
  outOfFiles: () => Result,
): Result {
  const index = open()
  if (index === null) return outOfFiles()
  try {
    return outOfIndex(index)
  } catch (error) {
    if (unwritableCode(error) === null) throw error
    return outOfFiles()
  }
}
