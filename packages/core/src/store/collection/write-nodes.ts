import { HtmlGraphError } from '../../contract/index.ts'
import type { CollectionIndex } from '../catalog/collection-index.ts'
import { isIndexFailure, unwritableCode } from '../catalog/database.ts'
import { waitBriefly } from '../catalog/wait-briefly.ts'
import { unwritable } from '../files/file-error.ts'
import type { PreparedFile } from '../files/node-files.ts'
import type { WithProperties } from '../query/condition.ts'
import { answer, getDocument, type StoredNodes } from './stored-nodes.ts'

/** How often an update is tried while others change the same node. */
const MOST_TRIES = 1_000

/** A document, and the text that its file shall have. */
export interface NewDocument<Document> {
  readonly document: Document
  readonly text: string
}

/** What an update does when somebody else changed the node between reading and writing. */
export interface UpdateOptions {
  /** Make the change again from the node as it stands then; else fail with `HG_CONFLICT`. @default true */
  readonly retry?: boolean | undefined
}

/** Writes a new node. @throws when the id is taken, in whatever case; HG_NODE_TOO_LARGE, HG_STORE_UNWRITABLE */
export function insertNode<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
  id: string,
  made: NewDocument<Document>,
): void {
  const { exists } = nodes.codec.errors
  nodes.files.write(made.text, (file) =>
    alone(nodes, (written: Written<boolean>) => {
      const twin = findTwin(nodes, id)
      if (twin !== null) throw exists(id, twin)
      const create = (): boolean => file.create(id) && written(true)
      if (!change(nodes, id, made, create)) throw exists(id, id)
      return true
    }),
  )
}

/**
 * Changes a node: `next` makes the new document from the one that stands, or `null` to leave it. Nobody's change is
 * lost: when the file is another one by the time of writing, `next` is asked again.
 *
 * @throws when there is no such node; HG_CONFLICT, HG_RECORD_CORRUPT, HG_NODE_TOO_LARGE, HG_STORE_UNWRITABLE
 */
export function replaceNode<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
  id: string,
  {
    next,
    retry = true,
  }: UpdateOptions & { next(document: Document): NewDocument<Document> | null },
): Document {
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const stored = getDocument(nodes, id)
    if (stored === null) throw nodes.codec.errors.notFound(id, nodes.files.ids())
    const changed = next(stored.document)
    if (changed === null) return stored.document
    const write = (file: PreparedFile): boolean =>
      replaceIfSame(nodes, id, { file, stored, changed })
    if (nodes.files.write(changed.text, write)) return changed.document
    if (!retry) break
    waitBriefly(Math.min(tries * 0.2, 5))
  }
  throw conflict(id)
}

/** Deletes a node. @returns whether there was one. */
export function removeNode<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
  id: string,
): boolean {
  return alone(nodes, (written: Written<boolean>) => {
    // Where upper and lower case are one, it would delete the other.
    if (findTwin(nodes, id) !== id) return false
    const index = nodes.index()
    if (index === null) return nodes.files.remove(id)
    const wasThere = index.follow(() => written(nodes.files.remove(id)))
    index.remove(id)
    return wasThere
  })
}

interface Replacement<Document> {
  readonly file: PreparedFile
  readonly stored: { readonly text: string }
  readonly changed: NewDocument<Document>
}

/** By its text: a stamp could come again when an inode is used again within one tick of the clock. */
function replaceIfSame<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
  id: string,
  { file, stored, changed }: Replacement<Document>,
): boolean {
  return alone(nodes, (written: Written<boolean>) =>
    change(nodes, id, changed, () => {
      if (nodes.files.read(id)?.text !== stored.text) return false
      file.replace(id)
      return written(true)
    }),
  )
}

/** Told what the work comes to as soon as the files say so. */
type Written<Result> = (result: Result) => Result

/**
 * Does `work` while no other process of ours writes. The files are what counts: once they are written, an index that cannot
 * be is no failure, for it will notice.
 */
function alone<Node extends WithProperties, Document, Result>(
  { files, index: open }: StoredNodes<Node, Document>,
  work: (written: Written<Result>) => Result,
): Result {
  const index = open()
  if (index === null) return work((result) => result)
  const done: Result[] = []
  const written = (result: Result): Result => {
    done.push(result)
    return result
  }
  try {
    return index.database.write(() => work(written))
  } catch (error) {
    const [result] = done
    if (result !== undefined && isIndexFailure(error)) return result
    const code = unwritableCode(error)
    if (code === null) throw error
    throw unwritable(files.directory, Object.assign(new Error(code, { cause: error }), { code }))
  }
}

/** Keeps in the index what `write` wrote. */
function change<Node extends WithProperties, Document>(
  { index: open, codec }: StoredNodes<Node, Document>,
  id: string,
  { document, text }: NewDocument<Document>,
  write: () => boolean,
): boolean {
  const index = open()
  if (index === null) return write()
  const isWritten = index.follow(write)
  if (isWritten) index.put(id, text, codec.describe(document))
  return isWritten
}

/** Two ids that differ in case only would be one file on macOS and Windows. */
function findTwin<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
  id: string,
): string | null {
  const outOfIndex = (index: CollectionIndex): string | null => {
    index.refresh()
    return index.twinOf(id)
  }
  const outOfFiles = (): string | null => {
    const folded = id.toLowerCase()
    return nodes.files.ids().find((other) => other.toLowerCase() === folded) ?? null
  }
  return answer(nodes, outOfIndex, outOfFiles)
}

function conflict(id: string): HtmlGraphError {
  return new HtmlGraphError({
    code: 'HG_CONFLICT',
    message: `"${id}" was changed by somebody else between reading and writing it.`,
    hint: 'Read it again and decide anew, or let update try again by itself.',
    details: { id },
  })
}
