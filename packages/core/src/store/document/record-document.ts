import type { DelegationRecord } from '../record/delegation-record.ts'

/** A hyperlink from this node to another one. */
export interface Edge {
  readonly relationship: string
  /** All attributes of the link, `href` among them. */
  readonly attributes: Readonly<Record<string, string>>
  readonly label: string
}

/** What a file holds beside the fields of its record. A rewrite keeps it. */
export interface Foreign {
  /** Attributes of `<article>`, by name. */
  readonly attributes: Readonly<Record<string, string>>
  readonly edges: readonly Edge[]
  /** Elements of `<article>`, as they stand in the file. */
  readonly elements: readonly string[]
}

/** A text that is kept in a file of its own, `.htmlgraph/artifacts/<hash>.txt`. */
export interface Artifact {
  /** SHA-256 of its UTF-8 bytes, in hexadecimal. */
  readonly hash: string
  readonly bytes: number
}

/** The hyperlink that leads from a node to an artifact. */
export function hrefOfArtifact(hash: string): string {
  return `../artifacts/${hash}.txt`
}

/** All that one file holds. */
export interface RecordDocument {
  readonly record: DelegationRecord
  readonly foreign: Foreign
  /** Where the output is when it is too long for a page; the record may then have a part of it only. */
  readonly artifact?: Artifact
}

/** The value of `data-type` on the `<article>` of a delegation. */
export const DELEGATION_TYPE = 'task-delegation'

/** The relationships that are fields of a record. */
export const RELATIONSHIPS = { dependsOn: 'depends-on', parent: 'parent' } as const

/** A file that holds nothing but its record. */
export const NOTHING_FOREIGN: Foreign = { attributes: {}, edges: [], elements: [] }
