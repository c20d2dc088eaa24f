import { createHash } from 'node:crypto'
import type { Plan } from './plan.ts'

/**
 * Tells the same task from another one that has its id: what is asked of whom, where, and with what options.
 * Limits of time, variables and the place of the CLI do not make another task.
 */
export function requestHash({ task, request }: Plan): string {
  const { prompt, agent, provider, model, access, options } = task
  const { cwd } = request
  const identity = JSON.stringify(
    { prompt, agent, provider, model, access, options, cwd },
    sortKeys,
  )
  return `sha256:${createHash('sha256').update(identity).digest('hex')}`
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
