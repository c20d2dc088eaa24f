import { parse } from 'csv-parse/sync'

/** How one model did on one task. */
export interface TaskResult {
  /** The agent and its model, as one name: what a policy chooses. */
  readonly arm: string
  readonly agent: string
  readonly model: string
  readonly taskType: string
  readonly complexity: string
  readonly instance: string
  readonly isResolved: boolean
  readonly costUsd: number
}

/** A task, with what every model that tried it made of it. */
export interface Instance {
  readonly id: string
  readonly taskType: string
  readonly complexity: string
  readonly results: ReadonlyMap<string, TaskResult>
}

const COLUMNS = [
  ...['agent', 'model', 'task_type', 'complexity', 'instance_id', 'resolved', 'cost_usd'],
]

/** Reads results, by instance. @throws Error that names the line. */
export function readResults(csv: string): readonly Instance[] {
  const rows: Record<string, string>[] = parse(csv, { columns: true, trim: true })
  const missing = COLUMNS.find((column) => rows[0]?.[column] === undefined)
  if (missing !== undefined) throw new Error(`results: there is no column "${missing}"`)
  const results = rows.map((row, index) => readRow(row, index + 2))
  return [...Map.groupBy(results, ({ instance }) => instance)].map(([id, members]) => {
    const [first] = members
    const byArm = new Map(members.map((result) => [result.arm, result]))
    if (first === undefined || byArm.size < members.length) {
      throw new Error(`results: a model has two results for "${id}"`)
    }
    return { id, taskType: first.taskType, complexity: first.complexity, results: byArm }
  })
}

function readRow(row: Record<string, string>, line: number): TaskResult {
  const { agent = '', model = '', task_type: taskType = '', complexity = '' } = row
  const { instance_id: instance = '', resolved = '', cost_usd: cost = '' } = row
  if ([agent, model, instance].includes('')) {
    throw new Error(`results: line ${line} has an empty agent, model or instance_id`)
  }
  const isResolved = /^(1|true)$/i.test(resolved)
  if (!isResolved && !/^(0|false)$/i.test(resolved)) {
    throw new Error(`results: line ${line}: resolved is "${resolved}"; expected true or false`)
  }
  const costUsd = Number(cost)
  if (cost === '' || !Number.isFinite(costUsd) || costUsd < 0) {
    throw new Error(`results: line ${line}: cost_usd is "${cost}"; expected US dollars from 0`)
  }
  const arm = `${agent} ${model}`
  return { arm, agent, model, taskType, complexity, instance, isResolved, costUsd }
}
