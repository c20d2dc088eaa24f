import type { PropertyValue } from '../record/delegation-record.ts'

/** A hyperlink of a node, as the index keeps it. */
export interface IndexedEdge {
  readonly relationship: string
  /** The node it leads to; `null` when that is none of this store. */
  readonly target: { readonly collection: string; readonly id: string } | null
  readonly href: string
  readonly label: string
}

/** What the index keeps of a node. `null` is "not known". */
export interface IndexedNode {
  readonly type: string | null
  readonly title: string | null
  readonly status: string | null
  readonly agent: string | null
  readonly provider: string | null
  readonly model: string | null
  readonly requestedModel: string | null
  readonly taskType: string | null
  readonly priority: string | number | null
  readonly createdAt: string | null
  readonly startedAt: string | null
  readonly completedAt: string | null
  readonly updatedAt: string | null
  readonly tokensUsed: number | null
  /** US dollars. */
  readonly cost: number | null
  readonly costBasis: string | null
  readonly errorKind: string | null
  /** Every attribute of the `<article>`, by name. */
  readonly attributes: Readonly<Record<string, string>>
  readonly properties: Readonly<Record<string, PropertyValue>>
  readonly edges: readonly IndexedEdge[]
}

/** The members that are a column of their own. */
export type ColumnName = Exclude<keyof IndexedNode, 'attributes' | 'properties' | 'edges'>

/** The members that have a column of their own, and its name. */
export const COLUMNS: Readonly<Record<ColumnName, string>> = {
  type: 'type',
  title: 'title',
  status: 'status',
  agent: 'agent',
  provider: 'provider',
  model: 'model',
  requestedModel: 'requested_model',
  taskType: 'task_type',
  priority: 'priority',
  createdAt: 'created_at',
  startedAt: 'started_at',
  completedAt: 'completed_at',
  updatedAt: 'updated_at',
  tokensUsed: 'tokens_used',
  cost: 'cost',
  costBasis: 'cost_basis',
  errorKind: 'error_kind',
}
