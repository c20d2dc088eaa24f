import { describe, expect, it } from 'vitest'
import { assertTaskId, createTaskId, isTaskId, MAX_TASK_ID_LENGTH } from './task-id.ts'

describe('isTaskId', () => {
  it.each([
    'a',
    '7',
    'task-auth-001',
    'Task_1.v2',
    'x'.repeat(MAX_TASK_ID_LENGTH),
    'console',
    'com',
  ])('takes %j', (id) => {
    expect(isTaskId(id)).toBe(true)
  })

  it.each([
    ['nothing', ''],
    ['a path out of the store', '../x'],
    ['an absolute path', '/etc/passwd'],
    ['a path within the store', 'a/b'],
    ['a path that ends above', 'a/..'],
    ['two dots inside', 'a..b'],
    ['an encoded dot', '%2e'],
    ['a backslash', 'a\\b'],
    ['a dot', '.'],
    ['a hidden file', '.hidden'],
    ['an option', '-rf'],
    ['a dot at the end', 'a.'],
    ['a space at the end', 'a '],
    ['a colon', 'a:b'],
    ['a line feed', 'a\n'],
    ['a NUL', 'a\0'],
    ['a letter that has two forms', 'café'],
    ['an emoji', 'task-🚀'],
    ['a device of Windows', 'CON'],
    ['a device of Windows with an extension', 'NUL.txt'],
    ['a numbered device of Windows', 'com1'],
    ['too many characters', 'x'.repeat(MAX_TASK_ID_LENGTH + 1)],
    ['300 bytes', 'é'.repeat(150)],
    ['a number', 7],
    ['null', null],
  ])('refuses %s', (_, id) => {
    expect(isTaskId(id)).toBe(false)
  })
})

describe('assertTaskId', () => {
  it.each([
    ['../../etc/passwd', 'etc-passwd'],
    ['Fix the login page!', 'Fix-the-login-page'],
    ['café crème', 'cafe-creme'],
    ['NUL.txt', 'task-NUL.txt'],
    ['🚀', 'task-1'],
    ['a..b.', 'a.b'],
  ])('suggests for %j the valid id %j', (received, suggestion) => {
    expect(isTaskId(suggestion)).toBe(true)
    expect(() => assertTaskId(received)).toThrow(
      expect.objectContaining({
        code: 'HG_TASK_ID_INVALID',
        hint: expect.stringContaining(`"${suggestion}"`),
      }),
    )
  })

  it('suggests a valid id for an over-long one and shows only its beginning', () => {
    const error = catchError(() => assertTaskId('long id '.repeat(1000)))
    expect(error.message.length).toBeLessThan(400)
    expect(isTaskId(error.details.suggestion)).toBe(true)
  })
})

describe('createTaskId', () => {
  it('makes valid ids that name the time', () => {
    const id = createTaskId(new Date('2026-11-23T10:30:45.123Z'))
    expect(id).toMatch(/^task-20261123-103045-[0-9a-f]{8}$/)
    expect(isTaskId(id)).toBe(true)
  })

  it('makes another one each time', () => {
    const now = new Date()
    expect(new Set(Array.from({ length: 1000 }, () => createTaskId(now))).size).toBe(1000)
  })
})

function catchError(run: () => unknown): Error & { details: Record<string, unknown> } {
  try {
    run()
  } catch (error) {
    return error as Error & { details: Record<string, unknown> }
  }
  throw new Error('nothing was thrown')
}
