export { type Clock, SYSTEM_CLOCK } from './clock.ts'
export type { FallbackTarget } from './plan-fallback.ts'
export { FALLBACK_KINDS, type FallbackOptions, withFallback } from './with-fallback.ts'
export { type RetryOptions, withRetry } from './with-retry.ts'
