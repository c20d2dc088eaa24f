import { z } from 'zod'
import { ACCESS_LEVELS, type Access } from '../contract/index.ts'

/** The options that every request has, completed. */
export interface CommonOptions {
  readonly prompt: string
  readonly model: string | null
  readonly access: Access | null
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly resume: string | null
  readonly timeoutMs: number | null
  readonly idleTimeoutMs: number | null
  readonly outputJson: boolean
  readonly outputDirectory: string | null
  readonly stream: boolean
  readonly executable: string | null
  readonly signal: AbortSignal | null
}

/** Ten minutes: long enough for a coding task, short enough to notice a run that hangs. */
export const DEFAULT_TIMEOUT_MS = 600_000

/** Five minutes without a byte. A CLI was seen to recover from a stall after 303 s, 2026-11. */
export const DEFAULT_IDLE_TIMEOUT_MS = 300_000

/** Node's timers fire at once beyond this, some 24 days. */
export const LONGEST_TIMER_MS = 2_147_483_647

const text = (what: string): z.ZodType<string> =>
  z.string().refine((value) => value.trim() !== '' && !value.includes('\0'), {
    message: `expected ${what} that is not empty and has no NUL character`,
  })

const duration = z.number().int().positive().max(LONGEST_TIMER_MS).nullable()

const ENVIRONMENT = 'expected variable names with texts that have no NUL character'

function isEnvironment(variables: Readonly<Record<string, string>>): boolean {
  return Object.entries(variables).every(
    ([name, value]) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !value.includes('\0'),
  )
}

/** Checks and completes what is common to all providers. */
export const commonOptions: z.ZodType<CommonOptions> & {
  readonly shape: Readonly<Record<keyof CommonOptions, unknown>>
} = z.object({
  prompt: text('a text').transform((value) => value.toWellFormed()),
  model: text('a model name or null').nullable().default(null),
  access: z.enum(ACCESS_LEVELS).nullable().default(null),
  cwd: text('a path').default(() => process.cwd()),
  env: z.record(z.string(), z.string()).refine(isEnvironment, ENVIRONMENT).default({}),
  resume: text('a session id or null').nullable().default(null),
  timeoutMs: duration.default(DEFAULT_TIMEOUT_MS),
  idleTimeoutMs: duration.default(DEFAULT_IDLE_TIMEOUT_MS),
  outputJson: z.boolean().default(false),
  outputDirectory: text('a path').nullable().default(null),
  stream: z.boolean().default(false),
  executable: text('a path').nullable().default(null),
  signal: z.instanceof(AbortSignal).nullable().default(null),
})
