import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SafePieces } from './safe-pieces.ts'

const SECRET = 'correct-horse-battery'
const MIB = 1024 * 1024

describe('SafePieces', () => {
  it('gives lines as soon as they are whole', () => {
    const pieces = new SafePieces([])
    expect(pieces.push(Buffer.from('one\ntw'))).toBe('one\n')
    expect(pieces.push(Buffer.from('o\r\n'))).toBe('two\r\n')
    expect(pieces.push(Buffer.from('three'))).toBe('')
    expect(pieces.end()).toBe('three')
  })

  it('gives all of any text, however it is cut', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'ü', '🦊', '\n', '\r\n', ' '),
      maxLength: 200,
    })
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (whole, size) => {
        expect(join(new SafePieces([]), Buffer.from(whole), size)).toBe(whole)
      }),
    )
  })

  it.each([
    ['x', SECRET],
    ['🦊', SECRET],
    ['x ', `sk-ant-${'k'.repeat(80)}`],
  ])(
    'gives a line of many megabytes of %j in pieces, a secret wherever it lies taken out',
    (filler, secret) => {
      const margin = 16 * 1024 + Buffer.byteLength(SECRET)
      for (const shift of [0, 1, 7, 15, secret.length]) {
        const count = Math.floor((MIB - margin - shift) / Buffer.byteLength(filler))
        const unit = `${filler.repeat(count)} ${secret} ${filler.repeat(count)}`
        const seen = join(new SafePieces([SECRET]), Buffer.from(unit.repeat(3)), 64 * 1024)
        expect(seen === unit.replaceAll(secret, '[redacted]').repeat(3)).toBe(true)
      }
    },
  )

  it('cuts a line somewhere even where all of it looks like one key', () => {
    const pieces = new SafePieces([])
    expect(pieces.push(Buffer.from(`sk-proj-${'k'.repeat(2 * MIB)}`))).toBe('[redacted]')
  })

  it('takes out a private key that comes line by line', () => {
    const pieces = new SafePieces([])
    const begin = pieces.push(Buffer.from('-----BEGIN PRIVATE KEY-----\n'))
    const body = pieces.push(Buffer.from(`${'QUJD'.repeat(16)}\n`))
    expect(begin + body).not.toContain('QUJD')
  })
})

function join(pieces: SafePieces, bytes: Buffer, size: number): string {
  let text = ''
  for (let start = 0; start < bytes.length; start += size) {
    text += pieces.push(Buffer.from(bytes.subarray(start, start + size)))
  }
  return text + pieces.end()
}
