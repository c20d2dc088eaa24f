import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanJson, cleanLine, cleanText } from './clean-text.ts'

const ESC = '\u001b'

/** Whether a text holds what a terminal obeys. Written out, so that it shares nothing with what is tested. */
function canSteer(text: string): boolean {
  return [...text].some((character) => {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x20) return code !== 0x09 && code !== 0x0a
    return (
      (code >= 0x7f && code <= 0x9f) ||
      [0x061c, 0x200e, 0x200f].includes(code) ||
      (code >= 0x202a && code <= 0x202e) ||
      (code >= 0x2066 && code <= 0x2069)
    )
  })
}

describe('cleanText', () => {
  it.each([
    ['a clipboard write (OSC 52)', `${ESC}]52;c;cm0gLXJmIC8=\u0007`, '␛]52;c;cm0gLXJmIC8=␇'],
    ['a window title (OSC 0)', `${ESC}]0;root@host${ESC}\\`, '␛]0;root@host␛\\'],
    ['a colour and a cleared screen (CSI)', `${ESC}[31m${ESC}[2J`, '␛[31m␛[2J'],
    ['a sequence of one C1 character', '\u009b2J', '‹U+009B›2J'],
    ['a line written over', 'safe\rrm -rf /', 'safe␍rm -rf /'],
    ['a letter taken back', 'a\bb', 'a␈b'],
    ['DEL and NUL', 'a\u007f\u0000', 'a␡␀'],
    ['writing turned round', 'user\u202etxt.exe', 'user‹U+202E›txt.exe'],
  ])('shows %s in place of doing it', (_title, text, shown) => {
    expect(cleanText(text)).toBe(shown)
  })

  it('leaves alone what is only text', () => {
    const text = 'Zeile 1\n\tZeile 2: naïve 日本語 👩‍👩‍👧 — [31m'
    expect(cleanText(text)).toBe(text)
    expect(cleanText('one\r\ntwo')).toBe('one\ntwo')
  })

  it('lets nothing through that steers a terminal, wherever the text is cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), (text, cut) => {
        const place = text.length === 0 ? 0 : cut % text.length
        const pieces = cleanText(text.slice(0, place)) + cleanText(text.slice(place))
        expect(canSteer(cleanText(text))).toBe(false)
        expect(canSteer(pieces)).toBe(false)
      }),
    )
  })
})

describe('cleanLine', () => {
  it('makes one line of several', () => {
    expect(cleanLine(`  one\r\n\ttwo${ESC}[A  \u2028three\n`)).toBe('one two␛[A three')
  })
})

describe('cleanJson', () => {
  it('steers no terminal and still means the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const json = cleanJson({ text })
        expect(canSteer(json)).toBe(false)
        expect(JSON.parse(json)).toEqual({ text })
      }),
    )
    expect(JSON.parse(cleanJson('\u009b\u202e\u001b'))).toBe('\u009b\u202e\u001b')
  })
})
