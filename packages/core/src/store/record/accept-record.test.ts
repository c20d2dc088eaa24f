import { describe, expect, it } from 'vitest'
import { FULL_DELEGATION } from '../../../test/full-delegation.ts'
import { acceptChanges, acceptInput } from './accept-record.ts'

const NOW = new Date('2026-11-23T10:30:45.123Z')

describe('acceptInput', () => {
  it('completes a record from nothing', () => {
    const record = acceptInput({}, NOW)
    expect(record).toMatchObject({
      prompt: '',
      agent: null,
      status: 'completed',
      createdAt: '2026-11-23T10:30:45.123Z',
      output: null,
      tokensUsed: null,
      cost: null,
      costBasis: 'unknown',
      priority: 0,
      attempts: [],
      properties: {},
      version: 1,
      schemaVersion: 1,
    })
    expect(record.taskId).toMatch(/^task-20261123-103045-/)
  })

  it('keeps free names as properties, verbatim', () => {
    const record = acceptInput(
      {
        feedbackIteration: 1,
        output_tokens: 812,
        'Über key': true,
        absent: undefined,
        properties: { a: '1' },
      },
      NOW,
    )
    expect(record.properties).toEqual({
      feedbackIteration: 1,
      output_tokens: 812,
      'Über key': true,
      a: '1',
    })
  })

  it('gives a frozen object whose result is its output, once in JSON', () => {
    const record = acceptInput(FULL_DELEGATION, NOW)
    expect(record.result).toBe(FULL_DELEGATION.output)
    expect(JSON.parse(JSON.stringify(record))).not.toHaveProperty('result')
    expect(
      [record, record.properties, record.attempts, record.attempts[0]].every(Object.isFrozen),
    ).toBe(true)
  })

  it('does not freeze or keep what the caller gave', () => {
    const warnings = ['one']
    const record = acceptInput({ warnings }, NOW)
    warnings.push('two')
    expect(record.warnings).toEqual(['one'])
  })

  it('makes lone surrogates well-formed', () => {
    expect(acceptInput({ output: 'a\ud800b', key: '\udc00' }, NOW)).toMatchObject({
      output: 'a\ufffdb',
      properties: { key: '\ufffd' },
    })
  })

  it('turns times into UTC with milliseconds', () => {
    expect(acceptInput({ startedAt: '2026-11-23T12:00:00+02:00' }, NOW).startedAt).toBe(
      '2026-11-23T10:00:00.000Z',
    )
  })

  it.each([
    ['prompt', { prompt: 'a\0b' }, 'prompt is text with a NUL character at position 1'],
    [
      'a property',
      { note: 'a\0' },
      'properties["note"] is text with a NUL character at position 1',
    ],
    ['the name of a property', { 'a\0': 1 }, 'the name of a property is text with a NUL'],
    ['a warning', { warnings: ['ok', '\0'] }, 'warnings[1] is text with a NUL'],
    [
      'an attempt',
      { attempts: [{ number: 1, error: '\0' }] },
      'attempts[0].error is text with a NUL',
    ],
  ])('refuses a NUL in %s', (_, input, message) => {
    expectInvalid(() => acceptInput(input as never, NOW), message)
  })

  it.each([
    [
      'status is "done"; expected pending, in-progress, completed, failed, cancelled.',
      { status: 'done' },
    ],
    ['cost is -1; expected US dollars, 0 or more, or null.', { cost: -1 }],
    ['cost is NaN; expected US dollars', { cost: Number.NaN }],
    ['tokensUsed is 1.5; expected a whole number of 0 or more, or null.', { tokensUsed: 1.5 }],
    ['pid is 0; expected a whole number of 1 or more, or null.', { pid: 0 }],
    ['createdAt is "yesterday"; expected a time with its zone', { createdAt: 'yesterday' }],
    ['expected a time with its zone', { createdAt: '2026-11-23T10:00:00' }],
    ['prompt is null; expected text without NUL characters.', { prompt: null }],
    [
      'access is "all"; expected read-only, workspace-write, full-access, or null.',
      { access: 'all' },
    ],
    ['parent is "../x"; expected a task id, or null.', { parent: '../x' }],
    ['dependsOn is "a"; expected a list.', { dependsOn: 'a' }],
    ['dependsOn[1] is ".."; expected a task id.', { dependsOn: ['a', '..'] }],
    ['attempts[0].number is undefined; expected a whole number of 1 or more.', { attempts: [{}] }],
    ['properties is []; expected an object.', { properties: [] }],
    ['properties["note"] is {"deep":1}; expected text', { note: { deep: 1 } }],
    ['properties["note"] is Infinity; expected text', { note: Number.POSITIVE_INFINITY }],
    ['properties["note"] is 1; expected text', { note: 1n }],
    ['properties["note"] is a function; expected text', { note: () => 1 }],
    ['version is 2; expected nothing: the store sets it.', { version: 2 }],
    ['create is null; expected an object of fields.', null],
  ])('says: %s', (message, input) => {
    expectInvalid(() => acceptInput(input as never, NOW), message)
  })

  it('names an unknown field of an attempt', () => {
    expect(() => acceptInput({ attempts: [{ number: 1, modle: 'x' }] as never }, NOW)).toThrow(
      expect.objectContaining({
        code: 'HG_FIELD_UNKNOWN',
        message: 'attempts[0] takes no field "modle".',
        hint: expect.stringContaining('"model"'),
      }),
    )
  })

  it('refuses an id that is no task id', () => {
    expect(() => acceptInput({ taskId: '../x' }, NOW)).toThrow(
      expect.objectContaining({ code: 'HG_TASK_ID_INVALID' }),
    )
  })
})

describe('acceptChanges', () => {
  const record = acceptInput({ taskId: 'a', properties: { keep: 1, drop: 2 } }, NOW)

  it('counts the version up and leaves the rest alone', () => {
    const next = acceptChanges(record, { status: 'failed', error: 'no' })
    expect(next).toStrictEqual(
      Object.freeze({ ...record, status: 'failed', error: 'no', version: 2 }),
    )
  })

  it('merges properties by key and takes away those that are undefined', () => {
    const next = acceptChanges(record, { properties: { drop: undefined, more: 'x' } })
    expect(next.properties).toEqual({ keep: 1, more: 'x' })
  })

  it('takes a whole record with one field changed', () => {
    expect(acceptChanges(record, { ...record, output: 'new' }).result).toBe('new')
  })

  it.each(['taskId', 'createdAt', 'version', 'schemaVersion', 'result'])(
    'never changes %s',
    (name) => {
      expectInvalid(
        () => acceptChanges(record, { [name]: 'other' }),
        `${name} is "other"; expected no change`,
      )
    },
  )

  it('names the nearest field for one that it does not know', () => {
    expect(() => acceptChanges(record, { tokenUsed: 1 })).toThrow(
      expect.objectContaining({
        code: 'HG_FIELD_UNKNOWN',
        hint: expect.stringContaining('Did you mean "tokensUsed"?'),
      }),
    )
  })
})

function expectInvalid(run: () => unknown, message: string): void {
  expect(run).toThrow(
    expect.objectContaining({
      code: 'HG_OPTION_INVALID',
      message: expect.stringContaining(message),
    }),
  )
}
