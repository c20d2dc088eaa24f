import { HtmlGraphError, nameHint } from '../../contract/index.ts'
import { aggregateNodes } from '../collection/aggregate-nodes.ts'
import type { StoredNodes } from '../collection/stored-nodes.ts'
import type { DelegationFilter } from '../collection/task-delegations.ts'
import type { RecordDocument } from '../document/record-document.ts'
import { readOrder } from '../query/order.ts'
import type { QueryField } from '../query/query-field.ts'
import { readFilter } from '../query/read-filter.ts'
import { readSummand } from '../query/totals.ts'
import type { DelegationRecord } from '../record/delegation-record.ts'
import { text } from '../record/field-kind.ts'
import { type CostFigures, type CostTally, figuresOf } from './cost-figures.ts'

/** What costs can be grouped by. A day is that of `createdAt`, `YYYY-MM-DD`, UTC. */
export const COST_KEYS = [
  'model',
  'agent',
  'provider',
  'taskType',
  'day',
  'status',
  'errorKind',
] as const

/** One of {@link COST_KEYS}. */
export type CostKey = (typeof COST_KEYS)[number]

/** Which costs are added, and how they are told apart. */
export interface CostOptions {
  /** Groups, in the order of the report. @default [] */
  readonly by?: readonly CostKey[] | undefined
  /** Only these delegations. @default all */
  readonly where?: DelegationFilter | undefined
  /** Only those created since then. @default all */
  readonly since?: Date | undefined
}

/** The delegations that have the same values. */
export interface CostGroup extends CostFigures {
  /** By name of what they are grouped by; `null` for those that have none. */
  readonly key: Readonly<Partial<Record<CostKey, string | null>>>
}

/** What delegations cost. */
export interface CostReport extends CostFigures {
  /** The most expensive first; empty unless `by` was given. */
  readonly groups: readonly CostGroup[]
}

/** Delegations with the same values of what they are grouped by. */
interface GroupTally extends CostTally {
  readonly values: readonly (string | null)[]
  readonly hasStarted: boolean
}

/**
 * Adds up what delegations cost, without reading their pages.
 *
 * A delegation that never ran, or that still runs, is not counted. One that ran and whose cost nobody knows is counted as
 * unmeasured, and adds nothing.
 *
 * @throws HG_OPTION_INVALID, HG_FIELD_UNKNOWN
 */
export function reportCosts(
  nodes: StoredNodes<DelegationRecord, RecordDocument>,
  { by = [], where = {}, since }: CostOptions = {},
): CostReport {
  for (const key of by) assertKey(key)
  const tallies = tallyCosts(nodes, by, filterOf(where, since)).filter(isCounted)
  const groups = by.length === 0 ? [] : groupTallies(tallies, by)
  return { ...figuresOf(tallies), groups }
}

function tallyCosts(
  nodes: StoredNodes<DelegationRecord, RecordDocument>,
  by: readonly CostKey[],
  filter: DelegationFilter,
): readonly GroupTally[] {
  const { fields, defaultSort } = nodes.codec
  const field = (name: string): QueryField<DelegationRecord> =>
    fields.get(name) as QueryField<DelegationRecord>
  const keys = by.map((key) => (key === 'day' ? DAY : field(key)))
  const tallies = aggregateNodes(nodes, {
    by: [field('status'), field('costBasis'), HAS_STARTED, ...keys],
    summands: [readSummand('cost', fields), readSummand('tokensUsed', fields)],
    query: {
      conditions: readFilter(filter, fields),
      order: readOrder(defaultSort, fields),
      ...{ limit: null, after: null, isStrict: false },
    },
  })
  return tallies.map(({ values: [status, costBasis, hasStarted, ...values], count, sums }) => ({
    status: status as DelegationRecord['status'],
    costBasis: costBasis as DelegationRecord['costBasis'],
    hasStarted: Boolean(hasStarted),
    values: values as GroupTally['values'],
    count,
    ...{ usd: sums.cost?.sum ?? 0, measured: sums.cost?.measured ?? 0 },
    ...{ tokens: sums.tokensUsed?.sum ?? 0, counted: sums.tokensUsed?.measured ?? 0 },
  }))
}

const DERIVED = { isNullable: false, isList: false, kind: text }

const DAY: QueryField<DelegationRecord> = {
  ...DERIVED,
  name: 'day',
  sql: 'substr(created_at, 1, 10)',
  read: ({ createdAt }) => createdAt.slice(0, 10),
}

const HAS_STARTED: QueryField<DelegationRecord> = {
  ...DERIVED,
  name: 'hasStarted',
  sql: '(started_at IS NOT NULL)',
  read: ({ startedAt }) => (startedAt === null ? 0 : 1),
}

function filterOf(where: DelegationFilter, since: Date | undefined): DelegationFilter {
  if (since === undefined) return where
  if (where.createdAt === undefined) return { ...where, createdAt: { gte: since.toISOString() } }
  throw new HtmlGraphError({
    code: 'HG_OPTION_INVALID',
    message: 'costs: both since and where.createdAt are given; expected one of them.',
    details: { option: 'since' },
  })
}

function groupTallies(
  tallies: readonly GroupTally[],
  by: readonly CostKey[],
): readonly CostGroup[] {
  return [...Map.groupBy(tallies, ({ values }) => JSON.stringify(values)).entries()]
    .map(([values, members]) => {
      const found = JSON.parse(values) as GroupTally['values']
      const key = Object.fromEntries(by.map((name, place) => [name, found[place] ?? null]))
      return { key, ...figuresOf(members) }
    })
    .sort((one, other) => other.usd - one.usd || other.delegations - one.delegations)
}

/** What ended, unless it was called off before it began. */
function isCounted({ status, hasStarted }: GroupTally): boolean {
  if (status === 'pending' || status === 'in-progress') return false
  return status !== 'cancelled' || hasStarted
}

function assertKey(key: CostKey): void {
  if (COST_KEYS.includes(key)) return
  throw new HtmlGraphError({
    code: 'HG_OPTION_INVALID',
    message: `costs: by has ${JSON.stringify(key)}; expected ${COST_KEYS.join(', ')}.`,
    hint: nameHint(String(key), COST_KEYS),
    details: { option: 'by', value: key },
  })
}
