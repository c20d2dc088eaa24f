import { describe, expect, it } from 'vitest'
import { defineModels, type ModelRow } from './define-models.ts'

const big: ModelRow = { id: 'big-2', class: 'frontier', aliases: ['big'] }

describe('a table of models', () => {
  it('is completed: active, of an unknown size', () => {
    const old = { id: 'big-1', class: 'fast', status: 'retired', successor: 'big-2' }
    expect(defineModels([{ ...big, contextWindow: 1000 }, old])).toEqual([
      { ...big, contextWindow: 1000, status: 'active' },
      { ...old, contextWindow: null },
    ])
  })

  it.for<[ModelRow[], string]>([
    [[{ ...big, class: 'large' }], '0.class'],
    [[big, { ...big, id: '' }], '1.id: expected a name that is not empty'],
    [[{ ...big, status: 'gone' }], '0.status'],
    [[{ ...big, contextWindow: 0 }], '0.contextWindow'],
    [[{ ...big, retiresOn: 'soon' }], '0.retiresOn: expected a day, YYYY-MM-DD'],
    [[{ ...big, sucessor: 'big' } as ModelRow], '0: Unrecognized key: "sucessor"'],
    [[big, { ...big, aliases: [] }], 'two models have the name "big-2"'],
    [[big, { id: 'small', class: 'fast', aliases: ['big'] }], 'two models have the name "big"'],
    [[{ ...big, successor: 'big-3' }], 'the successor of "big-2", "big-3", is not in it'],
  ])('%j is refused with %s', ([rows, problem]) => {
    expect(() => defineModels(rows)).toThrow(
      expect.objectContaining({
        code: 'HG_PROVIDER_INVALID',
        message: expect.stringContaining(problem),
      }),
    )
  })
})
