import type { CaseInput } from './case-context.ts'

/** Whether this process may do everything, so that Claude Code wants to be told that it is in a sandbox. */
export const IS_ROOT: boolean = process.getuid?.() === 0

/** Full access, also for root. */
export const FULL_ACCESS: CaseInput = {
  access: 'full-access',
  ...(IS_ROOT ? { env: { IS_SANDBOX: '1' } } : {}),
}
