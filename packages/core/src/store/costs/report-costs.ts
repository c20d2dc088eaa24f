import { HtmlGraphError, nameHint } from '../../contract/index.ts'
import type { DelegationFilter, TaskDelegations } from '../collection/task-delegations.ts'
import { type CostFigures, type CostRow, figuresOf } from './cost-figures.ts'

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

const FIELDS = [
  ...(['model', 'agent', 'provider', 'taskType', 'status', 'errorKind'] as const),
  ...(['createdAt', 'startedAt', 'tokensUsed', 'cost', 'costBasis'] as const),
] as const

/**
 * Adds up what delegations cost, without reading their pages.
 *
 * A delegation that never ran, or that still runs, is not counted. One that ran and whose cost nobody knows is counted as
 * unmeasured, and adds nothing.
 *
 * @throws HG_OPTION_INVALID, HG_FIELD_UNKNOWN
 */
export function reportCosts(
  delegations: Pick<TaskDelegations, 'select'>,
  { by = [], where = {}, since }: CostOptions = {},
): CostReport {
  for (const key of by) assertKey(key)
  const start = since?.toISOString()
  const rows = delegations
    .select(FIELDS, where)
    .filter((row) => isCounted(row) && (start === undefined || row.createdAt >= start))
  const groups = by.length === 0 ? [] : groupRows(rows, by)
  return { ...figuresOf(rows), groups }
}

function groupRows(rows: readonly CostRow[], by: readonly CostKey[]): readonly CostGroup[] {
  const groups = Map.groupBy(rows, (row) => JSON.stringify(by.map((key) => keyValue(row, key))))
  return [...groups.values()]
    .map((members) => ({ key: keyOf(members[0], by), ...figuresOf(members) }))
    .sort((one, other) => other.usd - one.usd || other.delegations - one.delegations)
}

function keyOf(row: CostRow | undefined, by: readonly CostKey[]): CostGroup['key'] {
  return row === undefined ? {} : Object.fromEntries(by.map((key) => [key, keyValue(row, key)]))
}

function keyValue(row: CostRow, key: CostKey): string | null {
  return key === 'day' ? row.createdAt.slice(0, 10) : row[key]
}

/** What ended, unless it was called off before it began. */
function isCounted({ status, startedAt }: CostRow): boolean {
  if (status === 'pending' || status === 'in-progress') return false
  return status !== 'cancelled' || startedAt !== null
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
