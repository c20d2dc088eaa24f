import { findProjectRoot } from '../registry/index.ts'
import type { DelegationRecord } from '../store/index.ts'
import type { DelegationTask } from './delegation-task.ts'
import type { ParallelDelegation } from './parallel-delegation.ts'
import type { ParallelOptions } from './parallel-options.ts'
import { SDK } from './sdk.ts'
import type { WaitOptions } from './wait-for-record.ts'

/** Which project a free function works in. */
export interface WithSDK {
  /** @default one for the project root above process.cwd(), made once and kept */
  readonly sdk?: SDK | undefined
}

// The free functions are a convenience for scripts, which have one project and one process:
// `waitFor` must find the run that `delegateWithId` started.
const defaultSDKs = new Map<string, SDK>()

function resolveSDK({ sdk }: WithSDK): SDK {
  if (sdk !== undefined) return sdk
  const root = findProjectRoot(process.cwd())
  const known = defaultSDKs.get(root) ?? new SDK({ root })
  defaultSDKs.set(root, known)
  return known
}

/** See {@link SDK.delegate}. */
export async function delegateWithId(task: DelegationTask, context: WithSDK = {}): Promise<string> {
  return resolveSDK(context).delegate(task)
}

/** See {@link SDK.parallelDelegate}. */
export function parallelDelegate(
  tasks: readonly DelegationTask[],
  options: ParallelOptions & WithSDK = {},
): ParallelDelegation {
  const { sdk, ...parallel } = options
  return resolveSDK({ sdk }).parallelDelegate(tasks, parallel)
}

/** See {@link SDK.results}. */
export async function getResultsByTaskId(
  taskId: string,
  context: WithSDK = {},
): Promise<DelegationRecord | null> {
  return resolveSDK(context).results(taskId)
}

/** See {@link SDK.waitFor}. */
export async function waitFor(
  taskId: string,
  options: WaitOptions & WithSDK = {},
): Promise<DelegationRecord> {
  const { sdk, ...wait } = options
  return resolveSDK({ sdk }).waitFor(taskId, wait)
}
