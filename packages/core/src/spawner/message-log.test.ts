import { describe, expect, it } from 'vitest'
import { MessageLog } from './message-log.ts'

const MEBI = 1024 * 1024

describe('the messages of an agent', () => {
  it('are one text, joined by blank lines', () => {
    const log = new MessageLog()
    expect([log.isEmpty, log.text]).toEqual([true, ''])
    expect(['one', 'two'].map((message) => log.add(message))).toEqual([false, false])
    expect([log.isEmpty, log.text]).toEqual([false, 'one\n\ntwo'])
  })

  it('keep their head and their end when there are too many', () => {
    const log = new MessageLog()
    const long = (letter: string): string => letter.repeat(10 * MEBI)
    const wasCut = ['What this is about.', long('a'), long('b'), long('c'), long('d')].map(
      (message) => log.add(message),
    )
    expect(wasCut).toEqual([false, false, false, false, true])
    const [head, gap, ...end] = log.text.split('\n\n')
    expect([head, gap, end.map((message) => message[0])]).toEqual([
      'What this is about.',
      '[…]',
      ['b', 'c', 'd'],
    ])
  })

  it('keep one that is too long by itself', () => {
    const log = new MessageLog()
    expect(log.add('x'.repeat(40 * MEBI))).toBe(false)
    expect(log.text).toHaveLength(40 * MEBI)
  })
})
