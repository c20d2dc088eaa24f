import { expect, it } from 'vitest'
import { TextPieces } from './text-pieces.ts'

/** What becomes of pieces that come after so many milliseconds each. */
function join(...pieces: [afterMs: number, piece: string][]): string[] {
  const texts = new TextPieces(1000)
  let nowMs = 1_000_000
  for (const [afterMs, piece] of pieces) {
    nowMs += afterMs
    texts.add(piece, nowMs)
  }
  return [...texts.flush()].map((event) => (event.type === 'message' ? event.text : event.type))
}

it('joins pieces to one message', () => {
  expect(join([0, 'Half an '], [3, 'ans'], [1, 'wer'])).toEqual(['Half an answer'])
  expect(join()).toEqual([])
})

it('keeps the last of attempts that begin alike', () => {
  // As one CLI waits, recorded 2026-11: 1.1, 2.1 and 4.1 seconds.
  const again = 'Hello there'
  expect(join([0, again], [1100, again], [2056, again], [4064, again])).toEqual([again])
  expect(join([0, 'Half an ans'], [1050, 'Half an '], [2, 'answer.'])).toEqual(['Half an answer.'])
})

it('keeps all of an answer that only paused', () => {
  expect(join([0, 'First.'], [5000, ' Second.'])).toEqual(['First. Second.'])
  expect(join([0, 'ha'], [5000, 'ha ha'])).toEqual(['haha ha'])
})

it('keeps what is said twice without a pause', () => {
  expect(join([0, 'again '], [900, 'again '])).toEqual(['again again '])
})

it('begins anew after each message, and lets no clock that is not there matter', () => {
  const texts = new TextPieces()
  texts.add('One', Number.NaN)
  texts.add(' more', 5)
  expect([...texts.flush()]).toEqual([{ type: 'message', text: 'One more' }])
  texts.add('Two', 7)
  expect([...texts.flush()]).toEqual([{ type: 'message', text: 'Two' }])
  expect([...texts.flush()]).toEqual([])
})

it('keeps the end of more than any answer has, and says so', () => {
  const texts = new TextPieces()
  const piece = 'x'.repeat(1024 * 1024)
  for (let count = 0; count < 40; count += 1) texts.add(piece, count)
  texts.add('The end.', 41)
  const [warning, message, ...rest] = [...texts.flush()]
  expect(warning).toMatchObject({ type: 'warning', message: expect.stringContaining('left out') })
  const text = message?.type === 'message' ? message.text : ''
  expect(text.length).toBeGreaterThan(8 * piece.length)
  expect(text.length).toBeLessThan(17 * piece.length)
  expect([text.endsWith('xThe end.'), rest]).toEqual([true, []])
})
