import { describe, expect, it } from 'vitest'
import { ByteTail, lastBytes } from './byte-tail.ts'

describe('a byte tail', () => {
  it('keeps all of what is short', () => {
    const tail = new ByteTail(100)
    tail.push(Buffer.from('one '))
    tail.push(Buffer.from('two'))
    expect(tail.text()).toBe('one two')
  })

  it('keeps the end of what is long', () => {
    const tail = new ByteTail(10)
    for (let number = 0; number < 5_000; number += 1) tail.push(Buffer.from(`${number} `))
    expect(tail.text()).toBe('4998 4999 ')
  })

  it('is empty when nothing came', () => {
    expect(new ByteTail(10).text()).toBe('')
  })

  it('leaves out a character that would be cut in two', () => {
    expect(lastBytes(Buffer.from('a🦊b'), 4)).toBe('b')
    expect(lastBytes(Buffer.from('a🦊b'), 5)).toBe('🦊b')
  })
})
