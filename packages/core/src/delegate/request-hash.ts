import { createHash } from 'node:crypto'
import type { CheckedTask } from './delegation-task.ts'

/**
 * Tells the same task from another one that has its id: what is asked of whom, and with what options.
 * Limits of time and the place of the CLI do not make another task.
 */
export function requestHash(task: CheckedTask): string {
  const { prompt, agent, provider, model, access, options } = task
  const identity = JSON.stringify({ prompt, agent, provider, model, access, options }, sortKeys)
  return `sha256:${createHash('sha256').update(identity).digest('hex')}`
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
