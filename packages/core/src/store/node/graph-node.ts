import type { PropertyValue } from '../record/delegation-record.ts'
import type { NodeReference } from './edge-target.ts'

/** One step of the work that a node stands for. */
export interface NodeStep {
  readonly text: string
  readonly completed: boolean
  /** Who did it, or is to do it. */
  readonly agent: string | null
}

/** A hyperlink of a node. */
export interface NodeLink {
  /** `depends-on`, `parent`, or any other name. */
  readonly relationship: string
  readonly href: string
  /** The node it leads to; `null` when that is none of this store. */
  readonly target: NodeReference | null
  readonly label: string
}

/**
 * A node of any type: one HTML file on disk, a frozen object here. `null` is "not known". Times are ISO 8601 in UTC with
 * milliseconds; one that stands in the file without a zone is read as UTC.
 */
export interface GraphNode {
  /** The name of its file, without `.html`. */
  readonly id: string
  /** The directory that it is in: `features`. */
  readonly collection: string
  /** `feature`; `null` when its `<article>` has no `data-type`. */
  readonly type: string | null
  readonly title: string
  readonly status: string | null
  readonly priority: string | null
  readonly agent: string | null
  readonly createdAt: string | null
  readonly updatedAt: string | null
  readonly startedAt: string | null
  readonly completedAt: string | null
  /** Every attribute of its `<article>`, as it stands in the file. */
  readonly attributes: Readonly<Record<string, string>>
  readonly properties: Readonly<Record<string, PropertyValue>>
  readonly steps: readonly NodeStep[]
  readonly links: readonly NodeLink[]
  /** What it says, as text; `null` when it has no such part. */
  readonly content: string | null
}

/** A hyperlink as a caller gives it. */
export interface LinkInput {
  readonly relationship: string
  /** A node of the same collection as `id`, of another one as `collection/id`, or both by name. */
  readonly to: string | NodeReference
  /** @default the id */
  readonly label?: string | undefined
}

/** What can be changed of a node. */
export interface NodeChanges {
  readonly title?: string | undefined
  readonly status?: string | null | undefined
  readonly priority?: string | null | undefined
  readonly agent?: string | null | undefined
  readonly startedAt?: string | Date | null | undefined
  readonly completedAt?: string | Date | null | undefined
  /** Further attributes of the `<article>`, by names that begin with `data-`; `null` takes one away. Merged by name. */
  readonly attributes?: Readonly<Record<string, string | null>> | undefined
  /** Merged by key. */
  readonly properties?: Readonly<Record<string, PropertyValue | undefined>> | undefined
  /** All of them, in their order. */
  readonly steps?: readonly (string | Partial<NodeStep>)[] | undefined
  /** All of them: those of the node as they are, and new ones. */
  readonly links?: readonly (NodeLink | LinkInput)[] | undefined
  readonly content?: string | undefined
}

/** What a new node is made of. */
export interface NodeInput extends NodeChanges {
  /** @default one that is made of the type and the time */
  readonly id?: string | undefined
  /** @default the name of the collection without its last `s` */
  readonly type?: string | undefined
  /** @default now */
  readonly createdAt?: string | Date | undefined
}
