import { describe, expect, it } from 'vitest'
import { LineSplitter } from './line-splitter.ts'

const MIB = 1024 * 1024

function split(
  chunks: readonly Uint8Array[],
  maxLineBytes = MIB,
): { lines: string[]; long: number } {
  const splitter = new LineSplitter(maxLineBytes, (bytes) => bytes.toString())
  const blocks = chunks.map((chunk) => splitter.push(Buffer.from(chunk)))
  const text = [...blocks, splitter.end()].filter((block) => block !== null)
  return { lines: text.flatMap((block) => block.split('\n')), long: splitter.longLines }
}

const bytewise = (bytes: Uint8Array): Uint8Array[] =>
  Array.from(bytes, (byte) => Uint8Array.of(byte))

/** Bytes that look random and are always the same. */
function noise(length: number): Uint8Array {
  let state = 1
  return Uint8Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state >> 16
  })
}

describe('a line splitter', () => {
  const text = 'plain\n\nünï→🦊\u2028still the same line\rand still\nlast without an end'

  it('splits only where there is a newline', () => {
    expect(split([Buffer.from(text)]).lines).toEqual(text.split('\n'))
  })

  it('gives the same lines when every byte comes alone', () => {
    expect(split(bytewise(Buffer.from(text))).lines).toEqual(text.split('\n'))
  })

  it.each([1, 2, 3, 7, 64])('decodes noise as TextDecoder does, in chunks of %i bytes', (size) => {
    const bytes = noise(20_000)
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.subarray(index * size, (index + 1) * size),
    )
    const lines = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split('\n')
    expect(split(chunks).lines).toEqual(lines)
  })

  it('has no last line after a newline', () => {
    expect(split([Buffer.from('one\n')]).lines).toEqual(['one'])
  })

  it('has no line when nothing came', () => {
    expect(split([]).lines).toEqual([])
  })

  it('does not keep the bytes it was given', () => {
    const splitter = new LineSplitter(MIB, (bytes) => bytes.toString())
    const chunk = Buffer.from('begin')
    splitter.push(chunk)
    chunk.fill('x')
    expect(splitter.push(Buffer.from(' and end\n'))).toBe('begin and end')
  })

  it.each([
    ['whole', (bytes: Buffer) => [bytes]],
    ['byte by byte', bytewise],
  ])('cuts the lines that are too long, and only those (%s)', (_, chunked) => {
    const bytes = Buffer.from(`short\n${'l'.repeat(50)}\nfits-10-ch\n${'m'.repeat(11)}\nend`)
    expect(split(chunked(bytes), 10)).toEqual({
      lines: ['short', 'l'.repeat(10), 'fits-10-ch', 'm'.repeat(10), 'end'],
      long: 2,
    })
  })

  it('says of which line the end is missing', () => {
    const cuts: [string, boolean][] = []
    const splitter = new LineSplitter(5, (bytes, isCut) => {
      cuts.push([bytes.toString(), isCut])
      return ''
    })
    splitter.push(Buffer.from('one\nsecond\nthree\nfo'))
    splitter.push(Buffer.from('urth'))
    splitter.end()
    expect(cuts).toEqual([
      ['one', false],
      ['secon', true],
      ['three', false],
      ['fourt', true],
    ])
  })

  it('keeps 64 KiB of a line that is too long', () => {
    const { lines, long } = split(Array.from({ length: 40 }, () => Buffer.alloc(64 * 1024, 'x')))
    expect(lines.map((line) => line.length)).toEqual([64 * 1024])
    expect(long).toBe(1)
  })
})
