import { z } from 'zod'
import { HtmlGraphError, type MeasuredQuality, type ModelSpec } from '../contract/index.ts'

const name = z.string('expected a name').min(1, 'expected a name that is not empty')
const names = z.array(name, 'expected a list of names').readonly().optional()

const measured = z.strictObject({
  taskType: name,
  passRate: z.number().min(0).max(1),
  costUsd: z.number().min(0).nullable().default(null),
  benchmark: name,
  tasks: z.int().positive().nullable().default(null),
  measuredOn: z.iso.date('expected a day, YYYY-MM-DD'),
})

const row = z.strictObject({
  id: name,
  aliases: names,
  logicalNames: names,
  class: z.enum(['frontier', 'balanced', 'fast']),
  contextWindow: z.int('expected a whole number').positive().nullable().default(null),
  status: z.enum(['active', 'deprecated', 'retired']).default('active'),
  retiresOn: z.iso.date('expected a day, YYYY-MM-DD').optional(),
  successor: name.optional(),
  measured: z.array(measured).readonly().optional(),
})

/** A row of {@link defineModels}, typed as a JSON file is when it is imported: words are checked when it is read. */
export interface ModelRow extends Partial<Omit<ModelSpec, 'class' | 'status' | 'measured'>> {
  readonly id: string
  readonly class: string
  /** @default 'active' */
  readonly status?: string | undefined
  readonly measured?: readonly MeasuredRow[] | undefined
}

/** A {@link MeasuredQuality} in a table: what was not measured may be left out. */
export type MeasuredRow = Omit<MeasuredQuality, 'costUsd' | 'tasks'> &
  Partial<Pick<MeasuredQuality, 'costUsd' | 'tasks'>>

/**
 * The models of a provider from a table that may be a JSON file: what a row leaves out is `active`, of a
 * `contextWindow` that is not known.
 *
 * ```ts
 * import table from './models.json' with { type: 'json' }
 * export const models = defineModels(table)
 * ```
 *
 * @throws HG_PROVIDER_INVALID for a wrong row, an id or alias of two models, or a successor that is not in the table.
 */
export function defineModels(rows: readonly ModelRow[]): readonly ModelSpec[] {
  const models = z.array(row).safeParse(rows)
  if (models.error) {
    const [issue] = models.error.issues
    throw invalid(`${issue?.path.join('.')}: ${issue?.message}`)
  }
  const taken = new Set<string>()
  for (const { id, aliases = [] } of models.data) {
    for (const each of [id, ...aliases]) {
      if (taken.has(each)) throw invalid(`two models have the name "${each}"`)
      taken.add(each)
    }
  }
  const lost = models.data.find(({ successor }) => successor && !taken.has(successor))
  if (lost) throw invalid(`the successor of "${lost.id}", "${lost.successor}", is not in it`)
  return Object.freeze(models.data)
}

function invalid(problem: string): HtmlGraphError {
  return new HtmlGraphError({
    code: 'HG_PROVIDER_INVALID',
    message: `defineModels: the table of models cannot be used: ${problem}.`,
    details: { problem },
  })
}
