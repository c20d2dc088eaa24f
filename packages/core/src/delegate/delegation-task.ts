import { z } from 'zod'
import { ACCESS_LEVELS, type Access } from '../contract/index.ts'
import { checkOptions } from '../spawner/index.ts'
import { createTaskId, type PropertyValue } from '../store/index.ts'

/** A piece of work for an agent, as a caller writes it. Absent means default. */
export interface DelegationTask {
  /** What the agent shall do. */
  readonly prompt: string
  /** The role that does it: `coder`, `tester`, `reviewer`, … or one of the project's configuration. */
  readonly agent: string
  /** @default a readable unique id */
  readonly taskId?: string | undefined
  /** The provider to use. @default the role's, else the first that is registered */
  readonly provider?: string | undefined
  /** @default the role's, else `null`: the CLI chooses */
  readonly model?: string | null | undefined
  /** What the agent may change at the most. @default the role's, else 'read-only' */
  readonly access?: Access | undefined
  /** The agent's working directory. @default the project root */
  readonly cwd?: string | undefined
  /** Variables for the agent's process, beside the allowed ones. Never stored. */
  readonly env?: Readonly<Record<string, string>> | undefined
  /** Milliseconds; `null` for no limit. @default the role's, else 600_000 */
  readonly timeoutMs?: number | null | undefined
  /** Milliseconds; `null` for no limit. @default 300_000 */
  readonly idleTimeoutMs?: number | null | undefined
  /** Path of the CLI to run instead of the one found. */
  readonly executable?: string | undefined
  /** The provider's own options, beside those of the role. */
  readonly options?: Readonly<Record<string, unknown>> | undefined
  readonly taskType?: string | undefined
  /** Whole number; higher is more urgent. @default 0 */
  readonly priority?: number | undefined
  /** The task that this one is a part of. */
  readonly parent?: string | undefined
  /** Free facts to keep with the record; keys verbatim. */
  readonly properties?: Readonly<Record<string, PropertyValue>> | undefined
}

/** A task that has been checked; `undefined` is left to the role. */
export type CheckedTask = DelegationTask & { readonly taskId: string; readonly priority: number }

const property = z.union([z.string(), z.number(), z.boolean(), z.null()])

// What the spawner checks by itself (prompt, access, times, …) is only named here.
const taskSchema: z.ZodType<CheckedTask> & { readonly shape: Readonly<Record<string, unknown>> } =
  z.object({
    prompt: z.string(),
    agent: z.string().min(1),
    taskId: z.string().default(() => createTaskId()),
    provider: z.string().optional(),
    model: z.string().nullable().optional(),
    access: z.enum(ACCESS_LEVELS).optional(),
    cwd: z.string().optional(),
    env: z.record(z.string(), z.string()).optional(),
    timeoutMs: z.number().nullable().optional(),
    idleTimeoutMs: z.number().nullable().optional(),
    executable: z.string().optional(),
    options: z.record(z.string(), z.unknown()).optional(),
    taskType: z.string().min(1).optional(),
    priority: z.number().int().default(0),
    parent: z.string().optional(),
    properties: z.record(z.string(), property).optional(),
  })

/**
 * Checks the fields of a task.
 *
 * @throws HG_OPTION_UNKNOWN, HG_OPTION_INVALID
 */
export function checkTask(task: DelegationTask): CheckedTask {
  return checkOptions({ ...task }, { subject: 'delegate', schema: taskSchema })
}
