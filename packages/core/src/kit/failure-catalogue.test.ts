import { describe, expect, it } from 'vitest'
import { type FailureCatalogue, findDenials, findFailure, toFailure } from './failure-catalogue.ts'

const catalogue: FailureCatalogue<'status' | 'text'> = {
  version: '1.4.0',
  rules: [
    { sign: 'text', is: /credit/i, kind: 'quota' },
    { sign: 'status', is: 429, kind: 'rate-limit' },
    { sign: 'text', is: 'Bye.', kind: 'crashed', retryable: true },
    { sign: 'text', is: /\b5\d\d\b/, kind: 'overloaded', retryable: false },
  ],
  waits: [
    { is: /retry in ([\d.]+) ?s/, unitMs: 1000 },
    { is: /(\d+) minutes?/, unitMs: 60_000 },
  ],
}

describe('a catalogue of failures', () => {
  it('takes the first rule that holds, whatever else does', () => {
    expect(findFailure(catalogue, { status: 429, text: 'No credit' }, 'm')).toEqual({
      kind: 'quota',
      message: 'm',
    })
    expect(findFailure(catalogue, { status: 429, text: '' }, 'm')?.kind).toBe('rate-limit')
  })

  it('looks for patterns in texts alone, and for values in what equals them', () => {
    for (const text of ['Bye', 503, ['503'], { text: '503' }, null, undefined, true]) {
      expect(findFailure(catalogue, { text }, 'm')).toBeNull()
    }
    expect(findFailure(catalogue, { status: '429' }, 'm')).toBeNull()
    expect(findFailure(catalogue, {}, 'credit')).toBeNull()
  })

  it('hands on whether to try again only where the rule says so', () => {
    expect(findFailure(catalogue, { text: 'Bye.' }, 'm')).toHaveProperty('retryable', true)
    expect(findFailure(catalogue, { text: 'Error 503' }, 'm')).toHaveProperty('retryable', false)
    expect(findFailure(catalogue, { status: 429 }, 'm')).not.toHaveProperty('retryable')
  })

  it.for([
    ['Please retry in 2.5s.', 2500],
    ['retry in 0.0001 s', 1],
    ['Wait 3 minutes, or retry in 1 s', 1000],
    ['Come back in 3 minutes', 180_000],
    ['retry in ... s', undefined],
    ['Later.', undefined],
  ] as const)('reads from %j how long to wait: %s ms', ([message, retryAfterMs]) => {
    expect(findFailure(catalogue, { status: 429 }, message)?.retryAfterMs).toBe(retryAfterMs)
  })

  it('calls a failure that no rule knows an agent-error, and keeps its words', () => {
    const unknown = { kind: 'agent-error', message: 'Never heard of.' }
    expect(toFailure(catalogue, { text: 'x' }, 'Never heard of.')).toEqual(unknown)
    expect(toFailure(catalogue, { status: 429 }, 'm').kind).toBe('rate-limit')
  })
})

describe('rules about denials', () => {
  const rules = [
    { is: /rejected: (.+)/, tool: 'patch' },
    { is: /read-only file system/i, tool: 'shell' },
  ]

  it('tell what was asked for, and the reason in its own words', () => {
    const texts = ['patch rejected: outside\nmore', 'ok', 'touch: Read-only file system']
    expect(findDenials(rules, texts)).toEqual([
      { tool: 'patch', reason: 'outside' },
      { tool: 'shell', reason: 'Read-only file system' },
    ])
  })

  it('find one in a text at the most, by the first that holds', () => {
    const text = 'Read-only file system, rejected: it'
    expect(findDenials(rules, [text])).toEqual([{ tool: 'patch', reason: 'it' }])
  })
})
