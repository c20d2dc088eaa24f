import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readTable } from '../../test/read-table.ts'
import { ERROR_CODES } from './error-codes.ts'
import { isRetryableKind, RUN_ERROR_KINDS } from './run-error.ts'

const page = readFileSync(new URL('../../../../docs/errors.md', import.meta.url), 'utf8')

describe('docs/errors.md', () => {
  it('explains every code, in the order and with the meaning of the table, and no other', () => {
    const explained = readTable(page, 'Codes').map(([code, meaning]) => [code, meaning])
    const expected = Object.entries(ERROR_CODES).map(([code, meaning]) => [`\`${code}\``, meaning])
    expect(explained).toEqual(expected)
  })

  it('explains every kind of failure, says rightly which are retryable, and no other', () => {
    const explained = readTable(page, 'Kinds of failure').map(([kind, , isRetryable]) => [
      kind,
      isRetryable,
    ])
    const expected = RUN_ERROR_KINDS.map((kind) => [
      `\`${kind}\``,
      isRetryableKind(kind) ? 'yes' : 'no',
    ])
    expect(explained).toEqual(expected)
  })

  it.each(['Codes', 'Kinds of failure'])('leaves no cell of the table "%s" empty', (heading) => {
    const rows = readTable(page, heading)
    const width = heading === 'Codes' ? 4 : 5
    for (const row of rows) {
      expect(row).toHaveLength(width)
      expect(row.every((cell) => cell.length > 1)).toBe(true)
    }
  })
})
