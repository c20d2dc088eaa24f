import { hostname } from 'node:os'
import type { AgentResult, Attempt, Outcome, ProcessStartEvent } from '../contract/index.ts'
import type {
  DelegationAttempt,
  DelegationChanges,
  DelegationInput,
  DelegationRecord,
  DelegationStatus,
} from '../store/index.ts'
import { describeHolder } from './abandoned.ts'
import type { Plan } from './plan.ts'
import { requestHash } from './request-hash.ts'

const STATUS_OF: Readonly<Record<Outcome, DelegationStatus>> = {
  completed: 'completed',
  failed: 'failed',
  empty: 'failed',
  denied: 'failed',
  'timed-out': 'failed',
  cancelled: 'cancelled',
}

/** The record of a task that has not begun. */
export function recordOfTask(plan: Plan): DelegationInput {
  const { task, request } = plan
  return {
    taskId: task.taskId,
    prompt: task.prompt,
    agent: task.agent,
    status: 'pending',
    provider: request.provider,
    requestedModel: request.model ?? null,
    access: request.access ?? null,
    cwd: request.cwd ?? null,
    host: hostname(),
    holder: describeHolder(),
    taskType: task.taskType ?? null,
    priority: task.priority,
    parent: task.parent ?? null,
    requestHash: requestHash(plan),
    properties: task.properties ?? {},
  }
}

/** The changes when an agent's process is there: the first, or the next one of a task that is tried again. */
export function changesOfStart(
  record: DelegationRecord,
  { pid, provider }: ProcessStartEvent,
  now: Date,
): DelegationChanges {
  const startedAt = laterOf(now.toISOString(), record.createdAt)
  const number = record.attempts.length + 1
  return {
    status: 'in-progress',
    startedAt: record.startedAt ?? startedAt,
    provider,
    pid,
    attempts: [...record.attempts, { ...UNKNOWN_ATTEMPT, number, provider, startedAt, pid }],
  }
}

/** The changes when the run has settled. */
export function changesOfResult(result: AgentResult, now: Date): DelegationChanges {
  return withoutNul({
    ...describeRun(result, laterOf(now.toISOString(), result.startedAt)),
    status: STATUS_OF[result.outcome],
    attempts: result.attempts.map((attempt, index) => ({
      ...describeRun(attempt, endOf(attempt)),
      number: index + 1,
      exitCode: attempt.exitCode,
    })),
    output: result.response,
    requestedModel: result.requestedModel,
    access: result.access,
    costBasis: result.costBasis,
    billing: result.billing,
    usage: result.usage,
    denials: result.denials,
    fileChanges: result.fileChanges,
    verdict: verdictOf(result.verifications),
    verifications: result.verifications,
    warnings: result.warnings,
  })
}

/** Of a cascade the last check counts: those before it are of attempts that gave way. */
function verdictOf(verifications: AgentResult['verifications']): DelegationRecord['verdict'] {
  return verifications.at(-1)?.verdict ?? null
}

/** What a record and each of its attempts tell of a run. */
function describeRun(
  run: Attempt,
  completedAt: string,
): Omit<DelegationAttempt, 'number' | 'exitCode'> {
  return {
    provider: run.provider,
    model: run.model,
    sessionId: run.sessionId,
    outcome: run.outcome,
    errorKind: run.error?.kind ?? null,
    error: run.error?.message ?? null,
    startedAt: run.startedAt,
    completedAt,
    tokensUsed: run.tokensUsed,
    cost: run.cost,
    pid: run.pid,
  }
}

function endOf({ startedAt, durationMs }: Attempt): string {
  return new Date(Date.parse(startedAt) + durationMs).toISOString()
}

/** The changes when the run ended without a result: its process died, or something in it threw. */
export function changesOfCrash(
  { attempts, createdAt, startedAt }: DelegationRecord,
  error: string,
  now: Date,
): DelegationChanges {
  const end = { outcome: 'failed', errorKind: 'crashed', error } as const
  const endAfter = (start: string | null): string => laterOf(now.toISOString(), start ?? createdAt)
  return {
    ...end,
    completedAt: endAfter(startedAt),
    status: 'failed',
    attempts: attempts.map((attempt) =>
      attempt.outcome === null
        ? { ...attempt, ...end, completedAt: endAfter(attempt.startedAt) }
        : attempt,
    ),
  }
}

/** The changes when this process dies, or gives a task up. What had not begun is cancelled. */
export function changesOfDeath(
  record: DelegationRecord,
  now: Date,
  reason = `The orchestrator (pid ${process.pid} on ${hostname()}) ended before the task did.`,
): DelegationChanges {
  if (record.pid !== null) return changesOfCrash(record, reason, now)
  return {
    status: 'cancelled',
    outcome: 'cancelled',
    errorKind: 'cancelled',
    error: reason,
    completedAt: laterOf(now.toISOString(), record.createdAt),
  }
}

/** The changes that make a task that never ran ready to run. */
export function changesOfRestart(plan: Plan): DelegationChanges {
  const { taskId: _taskId, ...fields } = recordOfTask(plan)
  return {
    ...fields,
    outcome: null,
    error: null,
    errorKind: null,
    startedAt: null,
    completedAt: null,
    output: null,
    attempts: [],
    warnings: [],
  }
}

/** Whether nothing more will happen to the record. */
export function isSettled(record: DelegationRecord): boolean {
  return record.status !== 'pending' && record.status !== 'in-progress'
}

/** HTML has no NUL, and what an agent printed must not keep its record from being written. */
function withoutNul<Value>(value: Value): Value {
  if (typeof value === 'string') return value.replaceAll('\0', '\uFFFD') as Value
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(withoutNul) as Value
  const entries = Object.entries(value).map(([key, item]) => [key, withoutNul(item)])
  return Object.fromEntries(entries) as Value
}

/** A clock set back during the run must not end it before it began. ISO times in UTC sort as text. */
function laterOf(time: string, other: string): string {
  return time > other ? time : other
}

const UNKNOWN_ATTEMPT: Omit<DelegationAttempt, 'number'> = {
  provider: null,
  model: null,
  sessionId: null,
  outcome: null,
  errorKind: null,
  error: null,
  startedAt: null,
  completedAt: null,
  tokensUsed: null,
  cost: null,
  pid: null,
  exitCode: null,
}
