import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyDelegation, NASTY } from '../../../test/any-delegation.ts'
import { FULL_DELEGATION } from '../../../test/full-delegation.ts'
import { isHtmlGraphError } from '../../contract/index.ts'
import { acceptInput } from '../record/accept-record.ts'
import type { DelegationInput } from '../record/delegation-record.ts'
import { matchRecord } from './match-record.ts'
import { parseBySpecification } from './parse-by-specification.ts'
import { type Parse, parseRecord, readRecord } from './read-record.ts'
import { NOTHING_FOREIGN, type RecordDocument } from './record-document.ts'
import { writeRecord } from './write-record.ts'

const NOW = new Date('2026-11-23T10:30:45.123Z')

/** `HTMLGRAPH_FUZZ_RUNS=100000 npx vitest run match-record` looks longer. */
const RUNS = Number(process.env.HTMLGRAPH_FUZZ_RUNS ?? 400)
const TIMEOUT_MS = 30_000 + 20 * RUNS

const FULL = textOf(FULL_DELEGATION)

/** What could be mistaken for our own form, or the other way round. */
const PIECES = [
  ...NASTY,
  ...[
    ' data-status="failed"',
    '\ndata-agent="x"',
    ' id="other"',
    '<bdi>',
    '</bdi>',
    '<li data-item>',
  ],
  ...['<section data-prompt>', '</section>', '</details>', '<pre dir="auto">\n', '</ul>', '<dl>'],
  ...[
    '<nav data-graph-edges>',
    '<article>',
    '<td>',
    '<tr data-item>',
    '<svg>',
    '<template>',
    '\n\n',
  ],
]

/** A record's text with a few pieces put in, taken out or repeated. */
const anyDamage = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    taken: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(400)),
    put: fc.oneof(fc.constant(''), fc.constantFrom(...PIECES), fc.string({ maxLength: 3 })),
  }),
  { minLength: 1, maxLength: 3 },
)

describe('the matcher', () => {
  it('reads every field of our own form', () => {
    expect(matchRecord(FULL)).toStrictEqual(parseRecord(FULL))
    expect(matchRecord(FULL)?.record).toMatchObject(FULL_DELEGATION)
  })

  it(
    'reads what the parser reads, whatever text stands in whatever field',
    () => {
      fc.assert(
        fc.property(anyDelegation, (input) => {
          const text = textOf(input)
          expect(matchRecord(text)).toStrictEqual(parseRecord(text))
        }),
        { numRuns: RUNS, seed: 3 },
      )
    },
    TIMEOUT_MS,
  )

  it(
    'reads what a browser reads, whatever text stands in whatever field',
    () => {
      fc.assert(
        fc.property(anyDelegation, (input) => {
          const text = textOf(input)
          expect(matchRecord(text)).toStrictEqual(parseRecord(text, parseBySpecification))
        }),
        { numRuns: RUNS / 2, seed: 5 },
      )
    },
    TIMEOUT_MS,
  )

  it(
    'gives up rather than read a damaged text in another way',
    () => {
      let matched = 0
      fc.assert(
        fc.property(anyDelegation, anyDamage, (input, damage) => {
          const text = damage.reduce(damaged, textOf(input))
          const found = matchRecord(text)
          if (found !== null) expect(found).toStrictEqual(parsed(text))
          if (found !== null) expect(found).toStrictEqual(parsed(text, parseBySpecification))
          if (found !== null) matched += 1
        }),
        { numRuns: 4 * RUNS, seed: 4 },
      )
      // Else nothing was compared.
      expect(matched).toBeGreaterThan(RUNS / 20)
    },
    TIMEOUT_MS,
  )

  it('gives up wherever the text is cut', () => {
    for (let end = 0; end < FULL.length; end += 1)
      expect(matchRecord(FULL.slice(0, end))).toBeNull()
  })

  it.each([
    ['line ends of Windows', FULL.replaceAll('\n', '\r\n')],
    ['NUL', FULL.replace('</h1>', '\0</h1>')],
    ['a byte order mark', `\ufeff${FULL}`],
    ['something behind the page', `${FULL}<p>more</p>`],
    ['a value that is none', FULL.replace(/data-tokens-used="[^"]*"/, 'data-tokens-used="many"')],
    ['another style', FULL.replace('<style>', '<style>p{}')],
    ['a reference that we do not write', FULL.replace('</pre>', '&apos;</pre>')],
  ])('gives up at %s', (_title, text) => {
    expect(text).not.toBe(FULL)
    expect(matchRecord(text)).toBeNull()
  })
})

describe('the two parsers', () => {
  it(
    'read the same in a text that a person or another tool has edited',
    () => {
      fc.assert(
        fc.property(anyDelegation, fc.subarray([...EDITS], { minLength: 1 }), (input, edits) => {
          const text = edits.reduce((edited, edit) => edit(edited), textOf(input))
          const found = parsed(text)
          expect(found?.record).toEqual(acceptInput(input, NOW))
          expect(parsed(text, parseBySpecification)).toStrictEqual(found)
        }),
        { numRuns: RUNS, seed: 6 },
      )
    },
    TIMEOUT_MS,
  )

  it('are asked one after the other', () => {
    // Only a browser knows that within svg this is an element like any other.
    const text = FULL.replace('<header>', '<header><svg><textarea></svg>')
    expect(parsed(text)).toBeNull()
    expect(readRecord(text).record).toMatchObject(FULL_DELEGATION)
  })

  it('say what is wrong in the words of the first', () => {
    expect(() => readRecord('<p>text')).toThrow('it has no <article data-type="…">')
  })
})

/** What editors, formatters and other tools do to a page. */
const EDITS: readonly ((text: string) => string)[] = [
  (text) => text.replaceAll(/\n<(?=[a-z])/g, '\n\t  <'),
  (text) => text.replaceAll('<li', '<LI').replaceAll('</li>', '</LI>'),
  (text) => text.replaceAll('</li>', ''),
  (text) => text.replaceAll('&quot;', '&#x22;').replaceAll('&lt;', '&#60;'),
  (text) => text.replace(/ data-status="([a-z-]+)"/, " data-status = '$1'"),
  (text) => text.replace('<header>', '<!-- a > note --><header>'),
  (text) =>
    text.replace('</header>', '</header><aside data-note="x">kept &amp; <b>bold</b></aside>'),
  (text) =>
    text.replace('<h1>', '<h1 class=big>').replace('<main>', '<div>').replace('</main>', '</div>'),
  (text) => text.replace(/<style>[^<]*<\/style>/, '<link rel="stylesheet" href="x.css"/>'),
  (text) => text.replace('</body>\n</html>\n', ''),
]

function textOf(input: DelegationInput): string {
  return writeRecord({ record: acceptInput(input, NOW), foreign: NOTHING_FOREIGN })
}

function damaged(
  text: string,
  { at, taken, put }: { at: number; taken: number; put: string },
): string {
  const start = Math.floor(at * text.length)
  return text.slice(0, start) + put + text.slice(start + taken)
}

/** `null` for a text that is no record. */
function parsed(text: string, parse?: Parse): RecordDocument | null {
  try {
    return parseRecord(text, parse)
  } catch (error) {
    if (isHtmlGraphError(error) && error.code === 'HG_RECORD_CORRUPT') return null
    throw error
  }
}
