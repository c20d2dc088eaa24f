import { describe, expect, it } from 'vitest'
import { formatTable } from './format-table.ts'
import { createRow } from './row.ts'

const init = { name: 'reading', against: 'a rival', detail: '' }

describe('a row', () => {
  it.each([
    [1.15, { atMost: 1.15 }, true],
    [1.16, { atMost: 1.15 }, false],
    [0.5, { atLeast: 0.5 }, true],
    [0.49, { atLeast: 0.5 }, false],
    [null, { atMost: 1 }, false],
    [null, { atLeast: 1 }, false],
    [Number.NaN, { atMost: 1 }, false],
    [9, null, null],
  ] as const)('with the ratio %s and the limit %o has the verdict %s', (ratio, limit, ok) => {
    expect(createRow({ ...init, ratio, limit }).ok).toBe(ok)
  })

  it('says in the table what was missed', () => {
    const rows = [
      createRow({ ...init, ratio: 2, limit: { atMost: 1.15 } }),
      createRow({ ...init, ratio: null, limit: null, detail: 'not measured' }),
    ]
    expect(formatTable(rows).split('\n').slice(1)).toEqual([
      'MISS  reading  2.00×  ≤ 1.15  a rival',
      'info  reading  –              a rival  not measured',
      '',
    ])
  })
})
