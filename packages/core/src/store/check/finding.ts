import type { CheckedCollection } from './checked-collection.ts'

/** What to do about each kind of finding. */
const REMEDIES = {
  corrupt: 'Repair it, take it back from version control, or move it away.',
  foreign: 'Move it to another place: it is kept, but nobody looks at it here.',
  duplicate: 'Give it the id of its file, or delete it.',
  twin: 'Rename one of them: on macOS and Windows they would be one file.',
  dangling: 'Bring back what the link leads to, or take the link out.',
  stale:
    'Nothing: it has been read anew. Edits in place are seen at once with --strict, or while somebody watches.',
  leftover: 'Delete it: a process died while it wrote it.',
  unused: 'Delete it: an output that was changed or deleted leaves it behind.',
  index:
    'Make the directory writable, or delete the file. Until then every question reads all files.',
} as const

/**
 * What can be wrong: a file that is torn or no whole node (`corrupt`), one that does not belong there (`foreign`), a copy of
 * another one (`duplicate`), ids that differ in case only (`twin`), a link to a node that does not exist (`dangling`), a row
 * of the index that tells of another state of its file (`stale`), a temporary file of a process that died (`leftover`), a
 * long output that no record links to (`unused`), no index (`index`).
 */
export type FindingKind = keyof typeof REMEDIES

/** Something that is wrong with a store. */
export interface Finding {
  readonly kind: FindingKind
  /** Its path from the project's root: `.htmlgraph/task-delegations/a.html`. */
  readonly file: string
  /** What is wrong: `it is cut off: its <article> has no end`. */
  readonly reason: string
  /** What to do about it. */
  readonly remedy: string
}

/** @param path The file as seen from `.htmlgraph`. */
export function createFinding(kind: FindingKind, path: string, reason: string): Finding {
  return { kind, file: `.htmlgraph/${path}`, reason, remedy: REMEDIES[kind] }
}

/** The path of a node's file from `.htmlgraph`. */
export function fileOf({ name }: CheckedCollection, id: string): string {
  return `${name}/${id}.html`
}
