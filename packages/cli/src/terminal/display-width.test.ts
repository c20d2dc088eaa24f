import { describe, expect, it } from 'vitest'
import { displayWidth, fitWidth, padWidth } from './display-width.ts'

describe('displayWidth', () => {
  it.each([
    ['plain', 5],
    ['', 0],
    ['日本', 4],
    ['é', 1],
    ['e\u0301', 1],
    ['👩‍👩‍👧', 2],
    ['\u001b[31mred\u001b[39m', 3],
  ])('counts the columns of %j', (text, columns) => {
    expect(displayWidth(text)).toBe(columns)
  })
})

describe('fitWidth', () => {
  it('cuts only what is too wide, and never a character in two', () => {
    expect(fitWidth('short', 5)).toBe('short')
    expect(fitWidth('too long', 5)).toBe('too …')
    expect(fitWidth('日本語', 4)).toBe('日…')
  })
})

describe('padWidth', () => {
  it('fills up by columns, not by characters', () => {
    expect(padWidth('日', 4, 'left')).toBe('日  ')
    expect(padWidth('7', 3, 'right')).toBe('  7')
  })
})
