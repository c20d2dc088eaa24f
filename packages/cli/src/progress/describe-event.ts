import type { RunEvent } from '@htmlgraph/core'
import { cleanLine } from '../terminal/clean-text.ts'

/** The members of a tool's input that say most about it, the best first. */
const TELLING_KEYS = ['command', 'file_path', 'path', 'pattern', 'url', 'description', 'prompt']

/** What a run just did, on one line that is safe to print; `null` for what is not worth a line. */
export function describeEvent(event: RunEvent): string | null {
  const line = tell(event)
  return line === null ? null : cleanLine(line)
}

function tell(event: RunEvent): string | null {
  switch (event.type) {
    case 'process-start':
      return `started, process ${event.pid}`
    case 'session':
      return event.model === null ? null : `model ${event.model}`
    case 'message':
      return `says: ${event.text}`
    case 'reasoning':
      return `thinks: ${event.text}`
    case 'tool-start':
      return `uses ${event.tool}${tellInput(event.input)}`
    case 'tool-end':
      return event.ok ? null : `tool failed${event.output === null ? '' : `: ${event.output}`}`
    case 'file-change':
      return `${event.change === 'unknown' ? 'changed' : event.change} ${event.path}`
    case 'denied':
      return `was denied ${event.tool}${event.reason === null ? '' : `: ${event.reason}`}`
    case 'retry':
      return tellRetry(event)
    case 'warning':
      return `warning: ${event.message}`
    default:
      return null
  }
}

function tellInput(input: unknown): string {
  if (typeof input !== 'object' || input === null) return ''
  const telling = TELLING_KEYS.map((key) => Reflect.get(input, key)).find(
    (value) => typeof value === 'string' && value !== '',
  )
  return telling === undefined ? '' : `: ${telling}`
}

function tellRetry(event: Extract<RunEvent, { type: 'retry' }>): string {
  const attempt = event.attempt === null ? '' : ` (${event.attempt})`
  const reason = event.reason === null ? '' : ` after ${event.reason}`
  const delay = event.delayMs === null ? '' : `, in ${(event.delayMs / 1000).toFixed(1)} s`
  return `tries again${attempt}${reason}${delay}`
}
