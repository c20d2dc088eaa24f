import { load } from 'cheerio'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyDelegation } from '../../../test/any-delegation.ts'
import { FULL_DELEGATION } from '../../../test/full-delegation.ts'
import { acceptInput } from '../record/accept-record.ts'
import { ATTRIBUTE_FIELDS } from '../record/delegation-fields.ts'
import type { DelegationInput, DelegationRecord } from '../record/delegation-record.ts'
import { readRecord } from './read-record.ts'
import { NOTHING_FOREIGN } from './record-document.ts'
import { writeRecord } from './write-record.ts'

const NOW = new Date('2026-11-23T10:30:45.123Z')

describe('a record written and read', () => {
  it('is the same in every field', () => {
    const record = acceptInput(FULL_DELEGATION, NOW)
    expect(record).toMatchObject(FULL_DELEGATION)
    expect(roundTrip(record)).toStrictEqual(record)
  })

  it('is the same whatever text stands in whatever field', () => {
    fc.assert(
      fc.property(anyDelegation, (input) => {
        const record = acceptInput(input, NOW)
        expect(roundTrip(record)).toStrictEqual(record)
      }),
      { numRuns: 300, seed: 1 },
    )
  }, 30_000)

  it('shows the same to a parser that follows the specification', () => {
    fc.assert(
      fc.property(anyDelegation, (input) => {
        const record = acceptInput(input, NOW)
        expect(readWithParse5(toHtml(record))).toStrictEqual(textsOf(record))
      }),
      { numRuns: 150, seed: 2 },
    )
  }, 30_000)

  it.each([0.1 + 0.2, 0.45, 1e-7, 12_345.678_901, 0, 1e21, Number.MIN_VALUE])(
    'keeps a cost of %d to the last bit',
    (cost) => {
      expect(roundTrip(acceptInput({ cost }, NOW)).cost).toBe(cost)
    },
  )

  it('keeps whether a property is a text, a number, a boolean or null', () => {
    const properties = {
      a: '1.10',
      b: '007',
      c: 7,
      d: '7',
      e: true,
      f: 'true',
      g: null,
      h: 'null',
      i: '',
    }
    expect(roundTrip(acceptInput({ properties }, NOW)).properties).toStrictEqual(properties)
  })

  it('keeps keys that objects have by themselves', () => {
    const input = JSON.parse(
      '{"properties":{"__proto__":"a","constructor":"b"}}',
    ) as DelegationInput
    expect(Object.entries(roundTrip(acceptInput(input, NOW)).properties)).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ])
  })
})

function toHtml(record: DelegationRecord): string {
  return writeRecord({ record, foreign: NOTHING_FOREIGN })
}

function roundTrip(record: DelegationRecord): DelegationRecord {
  const read = readRecord(toHtml(record))
  expect(read.foreign).toStrictEqual(NOTHING_FOREIGN)
  return read.record
}

/** What a program without our reader finds by CSS selectors. */
function readWithParse5(html: string): object {
  const $ = load(html)
  const article = $('article')
  const attributes = Object.values(ATTRIBUTE_FIELDS).map(
    (field) => article.attr(field.attribute) ?? null,
  )
  const pre = (name: string): string | null => {
    const found = article.find(`> section[${name}] pre`)
    return found.length === 0 ? null : found.text()
  }
  const each = (selector: string, read: (name: string) => object): object[] =>
    article
      .find(selector)
      .toArray()
      .map((element) => read(element as never))
  return {
    attributes,
    texts: [pre('data-prompt') ?? '', pre('data-error'), pre('data-output')],
    properties: each('> section[data-properties] dd', (element) => [
      $(element).attr('data-key'),
      $(element).attr('data-value'),
      $(element).text(),
    ]),
    warnings: each('> section[data-warnings] li', (element) => [$(element).text()]),
    denials: each('> section[data-denials] li', (element) => [
      $(element).attr('data-tool'),
      $(element).attr('data-reason') ?? null,
    ]),
  }
}

function textsOf(record: DelegationRecord): object {
  const shown = (value: unknown): string => (Object.is(value, -0) ? '-0' : String(value))
  const attributes = Object.keys(ATTRIBUTE_FIELDS).map((name) => {
    const value = record[name as keyof DelegationRecord]
    return value === null ? null : String(value)
  })
  return {
    attributes,
    texts: [record.prompt, record.error, record.output],
    properties: Object.entries(record.properties).map(([key, value]) => [
      key,
      shown(value),
      shown(value),
    ]),
    warnings: record.warnings.map((warning) => [warning]),
    denials: record.denials.map((denial) => [denial.tool, denial.reason]),
  }
}
