import type { SpawnRequest } from '../contract/index.ts'
import type { CheckedTask } from './delegation-task.ts'

/** A task that passed every check, and what it makes a spawner do. */
export interface Plan {
  readonly task: CheckedTask
  readonly request: SpawnRequest
}
