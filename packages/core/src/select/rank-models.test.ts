import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { echoPlugin } from '../../test/echo-provider.ts'
import {
  isHtmlGraphError,
  type ModelRates,
  type ModelSpec,
  type Pricing,
  type Provider,
} from '../contract/index.ts'
import type { Registry } from '../registry/index.ts'
import type { ModelOutcome } from './model-outcome.ts'
import { explainSelection, rankModels, selectModel } from './rank-models.ts'
import type { SelectOptions } from './select-options.ts'
import { BudgetMode, ComplexityLevel, TaskType } from './task-profile.ts'

const NOW = new Date('2026-11-23T12:00:00Z')

function model(id: string, more: Partial<ModelSpec> = {}): ModelSpec {
  return { id, class: 'balanced', contextWindow: null, status: 'active', ...more }
}

const [echo] = echoPlugin.providers

function registryOf(
  models: Readonly<Record<string, readonly ModelSpec[]>>,
  pricing: Pricing | null = null,
): Registry {
  const providers = Object.entries(models).map(
    ([id, specs]) => [id, { ...echo, id, models: specs } as Provider] as const,
  )
  return { plugins: [], providers: new Map(providers), middleware: [], pricing, problems: [] }
}

/** Input, cached and output alike: dollars per million tokens. */
function priced(rates: Readonly<Record<string, number>>): Pricing {
  return {
    version: 'test-1',
    findRates: (id): ModelRates | null => {
      const rate = rates[id]
      if (rate === undefined) return null
      const each = { input: rate, output: rate, cachedInput: rate }
      const none = { cacheWrite: null, cacheWriteLong: null, longContextAbove: null }
      return { model: id, ...each, ...none, source: 'a test' }
    },
  }
}

const CLASSES = {
  one: [
    model('big', { class: 'frontier', logicalNames: ['acme-big'] }),
    model('middle'),
    model('small', { class: 'fast' }),
  ],
}

function options(more: Partial<SelectOptions>): SelectOptions {
  return { taskType: 'documentation', registry: registryOf(CLASSES), now: NOW, ...more }
}

function outcomes(id: string, more: Partial<ModelOutcome>, count: number): ModelOutcome[] {
  const outcome = { provider: 'one', model: id, taskType: 'documentation', costUsd: null }
  const unknown = { complexity: null, isAccepted: true, at: '2026-11-22T12:00:00Z' }
  return Array.from({ length: count }, () => ({ ...outcome, ...unknown, ...more }))
}

describe('selectModel', () => {
  it('gives a sensible answer without any price or measure, and says so', () => {
    const answers = Object.values(BudgetMode).map((budgetMode) =>
      Object.values(ComplexityLevel).map((complexity) =>
        selectModel(options({ budgetMode, complexity })),
      ),
    )
    expect(answers).toEqual([
      ['small', 'small', 'middle'],
      ['small', 'acme-big', 'acme-big'],
      ['acme-big', 'acme-big', 'acme-big'],
    ])
    const { notes } = explainSelection(options({}))
    expect(notes.join(' ')).toMatch(/Nobody has measured its quality.*No price book is installed/)
  })

  it.for([
    ['code-generation', 'CODE_GENERATION'],
    ['code_review', TaskType.CODE_REVIEW],
  ])('takes %s and %s alike', ([one = '', other = '']) => {
    expect(rankModels(options({ taskType: one }))).toEqual(
      rankModels(options({ taskType: other.toLowerCase().replace('_', '-') })),
    )
  })

  it.for([
    [{ taskType: 'debuging' }, /taskType is "debuging"; expected code-generation, .*refactoring/],
    [{ complexity: 'hard' }, /complexity is "hard"; expected low, medium, high/],
    [{ budgetMode: 'cheap' }, /budgetMode is "cheap"; expected cost-optimized, balanced/],
    [{ taskType: undefined as unknown as string }, /taskType is undefined/],
    [{ remainingUsd: Number.NaN }, /remainingUsd is NaN; expected a number from 0/],
    [{ contextTokens: -1 }, /contextTokens is -1/],
    [{ budget: 1 } as object, /there is no option "budget"/],
  ] as const)('refuses %j', ([more, message]) => {
    expect(() => selectModel(options(more))).toThrow(message)
  })

  it('leaves out what cannot do it, with the reason', () => {
    const registry = registryOf({
      one: [
        model('gone', { status: 'retired' }),
        model('going', { status: 'deprecated', retiresOn: '2026-12-20' }),
        model('tight', { contextWindow: 8_000 }),
        model('dear', { class: 'frontier' }),
        model('fits', { class: 'fast', contextWindow: 9_000 }),
      ],
      two: [model('cold')],
      three: [model('absent')],
    })
    const { ranked, excluded } = explainSelection(
      options({
        ...{ registry, contextTokens: 9_000, remainingUsd: 1, ready: ['one', 'two'] },
        coolingDown: ['two'],
      }),
    )
    expect(ranked.map(({ id }) => id)).toEqual(['fits'])
    expect(excluded.map(({ model: id, reason }) => `${id}: ${reason}`)).toEqual([
      'gone: it is retired',
      'going: it retires on 2026-12-20',
      'tight: its window of 8000 tokens is too small',
      'dear: about $1.2 a task is more than the $1 that are left',
      'cold: two is in cool-down',
      'absent: three is not ready',
    ])
  })

  it('says why when nothing is left', () => {
    const thrown = (() => {
      try {
        selectModel(options({ ready: [] }))
        return null
      } catch (error) {
        return error
      }
    })()
    expect(isHtmlGraphError(thrown) && thrown.code).toBe('HG_MODEL_NONE')
    expect(String(thrown)).toMatch(/none of the 3 known models could do it: one big: one is not/)
    expect(() => selectModel(options({ registry: registryOf({}) }))).toThrow(
      /no provider is registered that/,
    )
  })
})

describe('the cost of a task', () => {
  it('comes from prices and typical tokens, which are assumed', () => {
    const registry = registryOf(CLASSES, priced({ 'acme-big': 1 }))
    const [big] = rankModels(options({ registry, budgetMode: 'quality-focused' }))
    // 60,000 + 1,000,000 + 16,000 tokens at $1 a million
    expect(big?.cost).toMatchObject({ value: 1.076, basis: 'assumed' })
    expect(big?.cost.reason).toMatch(/^prices test-1 \(\$1 in, \$1 cached, \$1 out/)
  })

  it('is what was paid here, once that was paid three times', () => {
    const cost = (count: number) =>
      rankModels(options({ outcomes: outcomes('middle', { costUsd: 0.07 }, count) })).find(
        ({ id }) => id === 'middle',
      )?.cost
    expect(cost(2)?.basis).toBe('assumed')
    expect(cost(3)).toMatchObject({ value: 0.07, basis: 'own outcomes' })
  })

  it('is compared with what frontier models cost on the same benchmark', () => {
    const measured = {
      ...{ taskType: 'debugging', passRate: 0.77, costUsd: 2.43, benchmark: 'bench' },
      ...{ tasks: null, measuredOn: '2026-06-01' },
    }
    const registry = registryOf({
      one: [model('known', { class: 'frontier', measured: [measured] })],
    })
    const [known] = rankModels(options({ registry, taskType: 'debugging' }))
    expect(known?.cost).toMatchObject({ value: 2.4, basis: 'measured' })
    expect(known?.quality).toMatchObject({ value: 0.84, basis: 'measured' })
  })
})

describe('the quality of a model', () => {
  it('is that of its class, a little less for each newer one', () => {
    const registry = registryOf({ one: [model('new'), model('old'), model('older')] })
    const values = rankModels(options({ registry })).map(({ quality }) => quality.value)
    expect(values).toEqual([0.76, 0.74, 0.72])
  })

  it('is more than its predecessor was measured to have', () => {
    const row = { taskType: 'testing', passRate: 0.9, costUsd: null, benchmark: 'bench' }
    const measured = [{ ...row, tasks: null, measuredOn: '2026-06-01' }]
    const registry = registryOf({ one: [model('new'), model('old', { measured })] })
    const ranked = rankModels(options({ registry, taskType: 'testing' }))
    expect(ranked.map(({ id, quality }) => [id, quality.value, quality.basis])).toEqual([
      ['new', 0.981, 'assumed'],
      ['old', 0.961, 'measured'],
    ])
  })

  it('trusts a benchmark of few tasks little', () => {
    const row = { taskType: 'testing', passRate: 0.1, costUsd: null, benchmark: 'bench' }
    const quality = (tasks: number | null) => {
      const measured = [{ ...row, tasks, measuredOn: '2026-06-01' }]
      const registry = registryOf({ one: [model('m', { measured })] })
      return rankModels(options({ registry, taskType: 'testing' }))[0]?.quality.value
    }
    expect([quality(1), quality(50), quality(null)]).toEqual([0.748255, 0.4605, 0.161])
  })

  it('follows the outcomes of this project, and the agent itself is no judge', () => {
    const rejected = outcomes('big', { isAccepted: false }, 30)
    const accepted = outcomes('middle', {}, 30)
    const ranked = rankModels(
      options({ outcomes: [...rejected, ...accepted], budgetMode: 'quality-focused' }),
    )
    expect(ranked[0]).toMatchObject({ id: 'middle', quality: { basis: 'own outcomes' } })
    expect(ranked.at(-1)?.id).toBe('big')
    expect(ranked[0]?.quality.reason).toMatch(/^30 of 30 accepted here, with 0.76 before/)
  })

  it('forgets old outcomes slowly: after 90 days they count half', () => {
    const quality = (at: string): number | undefined =>
      rankModels(options({ outcomes: outcomes('middle', { at, isAccepted: false }, 10) })).find(
        ({ id }) => id === 'middle',
      )?.quality.value
    const [fresh, half, gone] = [
      '2026-11-23T12:00:00Z',
      '2026-08-25T12:00:00Z',
      '2016-01-01T00:00:00Z',
    ]
    expect(quality(fresh)).toBeCloseTo((0.76 * 10) / 20, 5)
    expect(quality(half)).toBeCloseTo((0.76 * 10) / 15, 5)
    expect(quality(gone)).toBeCloseTo(0.76, 5)
  })

  it('takes no outcome of another model, provider, task type or complexity', () => {
    const others = [
      ...outcomes('big', { isAccepted: false, provider: 'two' }, 9),
      ...outcomes('big', { isAccepted: false, taskType: 'testing' }, 9),
      ...outcomes('bigger', { isAccepted: false }, 9),
      ...outcomes('big', { isAccepted: false, complexity: 'high' }, 9),
    ]
    expect(rankModels(options({ outcomes: others }))).toEqual(rankModels(options({})))
  })
})

describe('the order', () => {
  it('goes by cost, then by provider, then by the order of its models, where all else is equal', () => {
    const equal = { two: [model('b'), model('a')], one: [model('c')] }
    const same = priced({ a: 1, b: 1, c: 1 })
    const ids = (pricing: Pricing) =>
      rankModels(
        options({ registry: registryOf(equal, pricing), budgetMode: 'quality-focused' }),
      ).map(({ id }) => id)
    expect(ids(same)).toEqual(['b', 'c', 'a'])
    expect(ids(priced({ a: 1, b: 1, c: 0.9 }))).toEqual(['c', 'b', 'a'])
  })

  it('is the same each time, and never costs more in a mode that asks for less', () => {
    const rate = fc.integer({ min: 1, max: 40_000 }).map((value) => value / 1000)
    const specs = fc.array(
      fc.record({ class: fc.constantFrom('frontier', 'balanced', 'fast'), rate }),
      {
        minLength: 1,
        maxLength: 8,
      },
    )
    fc.assert(
      fc.property(specs, fc.constantFrom('low', 'medium', 'high'), (rows, complexity) => {
        const models = rows.map((row, index) => model(`m${index}`, { class: row.class as 'fast' }))
        const rates = Object.fromEntries(rows.map((row, index) => [`m${index}`, row.rate]))
        const registry = registryOf({ one: models }, priced(rates))
        const chosen = Object.values(BudgetMode).map((budgetMode) => {
          const asked = options({ registry, complexity, budgetMode })
          expect(rankModels(asked)).toEqual(rankModels(asked))
          return explainSelection(asked).selected
        })
        const [, balanced, best] = chosen
        expect(balanced?.cost.value).toBeLessThanOrEqual(best?.cost.value ?? 0)
        expect(balanced?.quality.value).toBeLessThanOrEqual(best?.quality.value ?? 0)
      }),
    )
  })
})
