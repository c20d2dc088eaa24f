import { createRandom } from './random.ts'

/** What each made-up model solves of tasks of each complexity, and what it costs a task: the truth of the file. */
export const TRUTH = [
  { model: 'small', solves: { LOW: 0.9, MEDIUM: 0.65, HIGH: 0.25 }, costUsd: 0.05 },
  { model: 'middle', solves: { LOW: 0.92, MEDIUM: 0.78, HIGH: 0.5 }, costUsd: 0.3 },
  { model: 'large', solves: { LOW: 0.95, MEDIUM: 0.9, HIGH: 0.78 }, costUsd: 1.2 },
] as const

const TASK_TYPES = ['CODE_GENERATION', 'DEBUGGING', 'TESTING']
const COMPLEXITIES = ['LOW', 'MEDIUM', 'HIGH'] as const

/** Results of made-up models whose truth is {@link TRUTH}, as a file of `npm run replay`. The same for the same seed. */
export function generateResults(instances: number, seed = 1): string {
  const random = createRandom(seed)
  const rows = Array.from({ length: instances }, (_each, index) => {
    const taskType = TASK_TYPES[index % 3] ?? ''
    const complexity = COMPLEXITIES[Math.floor(index / 3) % 3] ?? 'LOW'
    return TRUTH.map(({ model, solves, costUsd }) => {
      const isResolved = random() < solves[complexity]
      const spent = (costUsd * (0.5 + random())).toFixed(4)
      return ['made-up', model, taskType, complexity, `task-${index}`, isResolved, spent].join(',')
    })
  })
  const head = 'agent,model,task_type,complexity,instance_id,resolved,cost_usd'
  return `${[head, ...rows.flat()].join('\n')}\n`
}
