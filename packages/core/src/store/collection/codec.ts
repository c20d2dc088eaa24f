import type { IndexedNode } from '../catalog/indexed-node.ts'
import type { WithProperties } from '../query/condition.ts'
import type { QueryFields } from '../query/query-field.ts'

/** How the nodes of a collection stand in their files. A document is a node with all that its file holds beside it. */
export interface Codec<Node extends WithProperties, Document> {
  /** @throws HG_RECORD_CORRUPT */
  readonly read: (id: string, text: string) => Document
  readonly nodeOf: (document: Document) => Node
  readonly idOf: (node: Node) => string
  /** What the index keeps. */
  readonly describe: (document: Document) => IndexedNode
  /** Whether the index holds an attribute just as it stands in the file. */
  readonly isVerbatim: (attribute: string) => boolean
  /** What a search looks through. */
  readonly textsOf: (node: Node) => SearchTexts
  readonly fields: QueryFields<Node>
  /** By what the nodes are sorted when nothing else is asked for. */
  readonly defaultSort: string
  readonly errors: CollectionErrors
}

/** The texts of a node, in which words can be looked for. */
export interface SearchTexts {
  readonly title: string
  readonly prompt: string
  readonly output: string
}

/** The errors of a collection, in the words of its nodes. */
export interface CollectionErrors {
  readonly assertId: (id: unknown) => string
  readonly exists: (id: string, twin: string) => Error
  readonly notFound: (id: string, known: readonly string[]) => Error
}
