import { describe, expect, it } from 'vitest'
import { createRedaction } from './redact-value.ts'

const SECRET = 'canary-of-the-key'
const redact = createRedaction([SECRET])

describe('a value', () => {
  it('holds no secret in any of its texts, names included', () => {
    const value = { a: [`x ${SECRET}`, { [SECRET]: 1, b: { c: `${SECRET}${SECRET}` } }], n: null }
    expect(redact(value)).toEqual({
      a: ['x [redacted]', { '[redacted]': 1, b: { c: '[redacted][redacted]' } }],
      n: null,
    })
  })

  it('holds no key that is known by its form', () => {
    const key = `sk-${'ant-'}api03-${'x'.repeat(30)}`
    expect(redact({ text: `the key is ${key}.` })).toEqual({ text: 'the key is [redacted].' })
  })

  it('is the same one when it holds none', () => {
    const value = { a: ['some longer text', 1, true, undefined], b: { c: null } }
    expect(redact(value)).toBe(value)
  })

  it('is not taken for the rest of a private key in the one before it', () => {
    const begun = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC'
    expect(redact([begun, 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC'])).toEqual([
      '[redacted]',
      'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC',
    ])
  })

  it('may be so deep that no stack would hold it', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
    expect(JSON.stringify(redact({ deep, text: SECRET }))).toMatch(/\[null\].*"\[redacted\]"/)
  })
})
