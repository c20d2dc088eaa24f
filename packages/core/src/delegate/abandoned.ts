import { hostname } from 'node:os'
import { identifyProcess } from '../runner/index.ts'
import type { DelegationRecord } from '../store/index.ts'

/** Names this process, for the records of the tasks it runs. `null` where the system does not tell. */
export function describeHolder(): string | null {
  return identifyProcess(process.pid)
}

/** Whether the process that was to write the end of this record is gone. `false` where nobody can tell. */
export function isAbandoned({ holder, host }: DelegationRecord): boolean {
  if (holder === null || host !== hostname()) return false
  return identifyProcess(Number.parseInt(holder, 10)) !== holder
}
