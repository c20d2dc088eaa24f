import { describe, expect, it } from 'vitest'
import { mayHoldKey } from './may-hold-key.ts'
import { Redactor, redact } from './redact.ts'

/** The shortest text of each form that is taken for a key. Put together here, so that no scanner finds one. */
const KEYS = {
  Anthropic: `sk-${'ant-'}${'a1B2_-'.repeat(3)}`,
  'OpenAI project': `sk-${'proj-'}${'a1B2_-'.repeat(3)}`,
  OpenAI: `sk-${'a1B2c'.repeat(4)}`,
  'GitHub classic': `ghp${'_'}${'a1B2'.repeat(9)}`,
  'GitHub OAuth': `gho${'_'}${'a1B2'.repeat(9)}`,
  'GitHub fine-grained': `github_${'pat_'}${'a1B2'.repeat(9)}`,
  AWS: `AKIA${'ABCD1234'.repeat(2)}`,
  'AWS session': `ASIA${'ABCD1234'.repeat(2)}`,
  Google: `AIza${'a1B2_-'.repeat(6)}`,
  Slack: `xoxb-${'1234567890'.repeat(3)}`,
  'JSON web token': `eyJ${'hbGciOiJIUzI1NiIs'}.eyJ${'zdWIiOiIxMjM0'}.${'SflKxwRJ'}`,
} as const

const PRIVATE_KEY = [
  '-----BEGIN RSA PRIVATE KEY-----',
  'Proc-Type: 4,ENCRYPTED',
  '',
  'MIIEowIBAAKCAQEAy8Dbv8prpJ/0kKhlGeJYozo2t60EG8L0561g13R29LvMR5hy',
  'vGZlGJpmn65+A4xHXInJYiPuKzrKUnApeLZ+vw==',
  '-----END RSA PRIVATE KEY-----',
].join('\n')

const asJson = (text: string): string => JSON.stringify({ text })

describe('redact', () => {
  it('leaves no beginning of a secret at the end of a line that was cut, whatever came before', () => {
    const secret = 'hunter2-ünï-hunter2'
    const bytes = Buffer.from(`${'x'.repeat(40)}${secret} ${secret}`)
    for (let end = 40; end <= bytes.length; end += 1) {
      const clean = new Redactor([secret]).decode(bytes.subarray(0, end), true)
      expect(clean).toMatch(/^x+[redact[\]]*$/)
    }
  })

  it('replaces the given values', () => {
    expect(redact('pass hunter2hunter2 on', ['hunter2hunter2'])).toBe('pass [redacted] on')
  })

  it('takes the longest when one value holds another', () => {
    expect(redact('x-secretvalue-long', ['secretvalue', 'secretvalue-long'])).toBe('x-[redacted]')
  })

  it('leaves values alone that are as short as words', () => {
    expect(redact('a common word', ['common'])).toBe('a common word')
  })

  it('finds a value that JSON had to escape', () => {
    const secret = 'quo"te\\and\nline'
    expect(JSON.parse(redact(asJson(`<${secret}>`), [secret]))).toEqual({ text: '<[redacted]>' })
  })

  it('finds the lines of a value that has several', () => {
    expect(redact('one: second-line', ['first-line\nsecond-line'])).toBe('one: [redacted]')
  })

  it.each(Object.entries(KEYS))('knows a key of %s by its form', (_, key) => {
    expect(redact(`KEY=${key} and`, [])).toBe('KEY=[redacted] and')
    expect(redact(key, [])).toBe('[redacted]')
    expect(JSON.parse(redact(asJson(`is:\n${key}\n`), []))).toEqual({ text: 'is:\n[redacted]\n' })
  })

  it.each(Object.entries(KEYS))('does not overlook a key of %s where it skips bytes', (_, key) => {
    for (let offset = 0; offset < 50; offset += 1) {
      expect(mayHoldKey(Buffer.from(`${'x y '.repeat(20).slice(0, offset)} ${key}`))).toBe(true)
    }
  })

  it.each([
    'the disk-based-task-management-system-overview is long',
    'cache_creation_input_tokens and 3f2c1b7a-8e1d-4c55-9a0e-7d6b5c4a3f2e',
    'sk-short, ghp_short, AKIA, eyJ.eyJ.x',
    'a header looks like -----BEGIN PUBLIC KEY-----',
  ])('leaves ordinary text alone: %s', (text) => {
    expect(redact(text, [])).toBe(text)
  })

  it('removes a private key, and nothing after it', () => {
    expect(redact(`before\n${PRIVATE_KEY}\nafter all`, [])).toBe('before\n[redacted]\nafter all')
  })

  it('removes a private key from a JSON text', () => {
    const nested = asJson(asJson(`before\n${PRIVATE_KEY}\nafter`))
    const inner = JSON.parse(redact(nested, [])) as { text: string }
    expect(JSON.parse(inner.text)).toEqual({ text: 'before\n[redacted]\nafter' })
  })

  it('removes the beginning of a private key that was cut', () => {
    const cut = PRIVATE_KEY.slice(0, 120)
    expect(JSON.parse(redact(asJson(cut), []))).toEqual({ text: '[redacted]' })
  })

  it('takes no longer for a text that is nearly a private key', () => {
    const text = `-----BEGIN PRIVATE KEY-----${'\n'.repeat(20_000)}-----END "`
    expect(redact(text, []).length).toBeLessThan(text.length)
  })
})

describe('a redactor of lines', () => {
  it('removes a private key that comes line by line', () => {
    const redactor = new Redactor([])
    const lines = ['before', ...PRIVATE_KEY.split('\n'), 'after all']
    const clean = lines.map((line) => redactor.decode(Buffer.from(line)))
    expect(clean).toEqual(['before', ...lines.slice(1, -1).map(() => '[redacted]'), 'after all'])
  })

  it('removes a private key that comes in two blocks', () => {
    const redactor = new Redactor([])
    const lines = PRIVATE_KEY.split('\n')
    const first = redactor.decode(Buffer.from(lines.slice(0, 4).join('\n')))
    const second = redactor.decode(Buffer.from([...lines.slice(4), '{"type":"x"}'].join('\n')))
    expect([first, second]).toEqual(['[redacted]', '[redacted]\n[redacted]\n{"type":"x"}'])
  })

  it('goes on when a private key never ends', () => {
    const redactor = new Redactor([])
    redactor.decode(Buffer.from('-----BEGIN PRIVATE KEY-----'))
    expect(redactor.decode(Buffer.from('{"type":"result"}'))).toBe('{"type":"result"}')
    expect(redactor.decode(Buffer.from('MIIEowIBAAKCAQEAy8Dbv8prpJ'))).toMatch(/^MII/)
  })
})
