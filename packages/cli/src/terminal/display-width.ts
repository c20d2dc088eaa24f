/** What a terminal shows two columns wide: East Asian wide characters, and pictures. */
const WIDE =
  /^(?:\p{Emoji_Presentation}|\p{Emoji}\uFE0F|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3000-\u303f\uff01-\uff60\uffe0-\uffe6])/u
const WIDTHLESS = /^(?:\p{Mark}|\p{Default_Ignorable_Code_Point})+$/u
/** Printable ASCII, as most texts are: it needs no segmenter, whose first call loads all of ICU. */
const PLAIN = /^[\x20-\x7e]*$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: our own colours begin with it.
const COLOUR = /\u001b\[[\d;]*m/g

/** The columns that a text takes on a terminal. Our own colours take none. */
export function displayWidth(text: string): number {
  const shown = text.replaceAll(COLOUR, '')
  if (PLAIN.test(shown)) return shown.length
  return charactersOf(shown).reduce((sum, item) => sum + widthOf(item), 0)
}

/** Cuts an uncoloured text to so many columns; what was cut is told by `…`. */
export function fitWidth(text: string, width: number): string {
  if (displayWidth(text) <= width) return text
  let taken = ''
  let columns = 1
  for (const character of charactersOf(text)) {
    columns += widthOf(character)
    if (columns > width) break
    taken += character
  }
  return `${taken}…`
}

/** Fills a text with blanks to so many columns. */
export function padWidth(text: string, width: number, side: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return side === 'left' ? text + blanks : blanks + text
}

function charactersOf(text: string): string[] {
  return [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment)
}

function widthOf(character: string): number {
  if (WIDTHLESS.test(character)) return 0
  return WIDE.test(character) ? 2 : 1
}
