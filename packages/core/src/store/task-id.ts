import { type ErrorCode, HtmlGraphError } from '../contract/index.ts'
import { randomHex } from './random-hex.ts'

/** The longest task id, in characters. */
export const MAX_TASK_ID_LENGTH = 120

const SHAPE = /^[A-Za-z0-9][A-Za-z0-9._-]*$/
/** Names that Windows gives to devices, with any extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
const EXPECTED =
  `1 to ${MAX_TASK_ID_LENGTH} of the characters A-Z a-z 0-9 . _ -, a letter or digit first, ` +
  'no "..", no dot at the end, no name that Windows reserves'

/** Whether `value` is a task id: safe as a file name on Linux, macOS and Windows. */
export function isTaskId(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= MAX_TASK_ID_LENGTH &&
    SHAPE.test(value) &&
    !value.includes('..') &&
    !value.endsWith('.') &&
    !RESERVED.test(value)
  )
}

/**
 * Returns `value` when it is a task id.
 *
 * @throws HG_TASK_ID_INVALID with a valid id that is near.
 */
export function assertTaskId(value: unknown): string {
  return assertId(value, 'HG_TASK_ID_INVALID', 'task')
}

/**
 * Returns `value` when it is the id of a node of another type; the rules are those of task ids.
 *
 * @throws HG_NODE_ID_INVALID with a valid id that is near.
 */
export function assertNodeId(value: unknown): string {
  return assertId(value, 'HG_NODE_ID_INVALID', 'node')
}

function assertId(value: unknown, code: ErrorCode, noun: string): string {
  if (isTaskId(value)) return value
  const suggestion = suggestId(value, noun)
  throw new HtmlGraphError({
    code,
    message: `The ${noun} id ${shorten(value)} cannot be used; expected ${EXPECTED}.`,
    hint: `Use "${suggestion}", or leave the id out to have one made.`,
    details: { received: value, suggestion },
  })
}

/** Makes a task id that sorts by time and that nobody else has: `task-20261123-103045-9f3ac1d2`. */
export function createTaskId(now: Date = new Date()): string {
  return createId('task', now)
}

/** The same with another first word. */
export function createId(word: string, now: Date): string {
  const [day = '', clock = ''] = now.toISOString().replaceAll(/[-:]/g, '').split('T')
  return `${word}-${day}-${clock.slice(0, 6)}-${randomHex(4)}`
}

function suggestId(value: unknown, noun: string): string {
  const words = (typeof value === 'string' ? value : '')
    .slice(0, 4 * MAX_TASK_ID_LENGTH)
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replaceAll(/\.{2,}/g, '.')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, MAX_TASK_ID_LENGTH - noun.length - 1)
    .replace(/[.-]+$/, '')
  if (isTaskId(words)) return words
  return `${noun}-${words === '' ? '1' : words}`
}

function shorten(value: unknown): string {
  if (typeof value !== 'string') return `(${value === null ? 'null' : typeof value})`
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
}
