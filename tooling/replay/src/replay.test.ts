import { describe, expect, it } from 'vitest'
import { generateResults } from './generate-results.ts'
import { readResults } from './read-results.ts'
import { type ReplayReport, replay } from './replay.ts'

const PERFECT = { trueAccept: 1, falseAccept: 0 }
const GOOD = { trueAccept: 0.99, falseAccept: 0.05 }
const instances = readResults(generateResults(1_800))
const report = replay(instances, PERFECT)

function scoreOf(policy: string, of: ReplayReport = report) {
  const found = of.scores.find((score) => score.policy === policy)
  if (found === undefined) throw new Error(`there is no policy "${policy}"`)
  return found
}

describe('replay', () => {
  it('measures on tasks that nothing was learnt from', () => {
    expect(report.learnt + report.measured).toBe(1_800)
    expect(Math.abs(report.learnt - report.measured)).toBeLessThan(200)
  })

  it('finds out the truth of single models', () => {
    const rates = ['small', 'middle', 'large'].map((model) => scoreOf(`made-up ${model}`).passRate)
    for (const [place, rate] of [0.6, 0.733, 0.877].entries()) {
      expect(rates[place]).toBeCloseTo(rate, 1)
    }
    expect(report.chance).toBeCloseTo(0.737, 1)
  })

  it('pays more and solves more the more quality matters', () => {
    const scores = ['cost-optimized', 'balanced', 'quality-focused'].map((mode) => scoreOf(mode))
    const [cheap, balanced, best] = scores.map(({ usdPerTask }) => usdPerTask)
    expect(cheap).toBeLessThanOrEqual(balanced ?? 0)
    expect(balanced).toBeLessThanOrEqual(best ?? 0)
    const [low, middle, high] = scores.map(({ passRate }) => passRate)
    expect(high).toBeGreaterThanOrEqual(middle ?? 0)
    expect(middle).toBeGreaterThanOrEqual(low ?? 0)
  })

  it.each([
    ['perfect', PERFECT],
    ['good', GOOD],
  ])(
    'has a cascade with a %s check solve at least what the best model does, for less',
    (_name, verifier) => {
      const best = scoreOf('made-up large')
      const cascade = scoreOf('cascade', replay(instances, verifier))
      expect(cascade.passRate).toBeGreaterThanOrEqual(best.passRate)
      expect(cascade.usdPerTask).toBeLessThan(best.usdPerTask)
    },
  )

  it('has a cascade with a bad check do worse than the best model', () => {
    const bad = replay(instances, { trueAccept: 0.95, falseAccept: 0.4 })
    expect(scoreOf('cascade', bad).passRate).toBeLessThan(scoreOf('made-up large').passRate)
  })

  it('has nothing better than chance where all that is known is shuffled', () => {
    for (const { policy, shuffledPassRate } of report.scores) {
      if (shuffledPassRate === null) continue
      expect(shuffledPassRate, policy).toBeLessThan(report.chance + 0.02)
    }
  })

  it('has nothing beat the oracle', () => {
    const oracle = scoreOf('oracle')
    for (const { passRate } of report.scores) expect(passRate).toBeLessThanOrEqual(oracle.passRate)
  })

  it.each([
    ['agent,model\na,b\n', /there is no column "task_type"/],
    [generateResults(1).replace('true', 'yes').replace('false', 'no'), /resolved is "(yes|no)"/],
    [`${generateResults(2)}made-up,small,TESTING,LOW,task-1,true,1\n`, /two results for "task-1"/],
    [`${generateResults(2)}made-up,small,TESTING,LOW,task-9,true,-1\n`, /line 8: cost_usd is "-1"/],
    [`${generateResults(2)}made-up,,TESTING,LOW,task-9,true,1\n`, /line 8 has an empty/],
  ])('refuses %j', (csv, message) => {
    expect(() => readResults(csv)).toThrow(message)
  })

  it('refuses a type of task that nobody knows, with those that are valid', () => {
    const csv = generateResults(40).replaceAll('DEBUGGING', 'GARDENING')
    expect(() => replay(readResults(csv), PERFECT)).toThrow(
      /taskType is "GARDENING"; expected code/,
    )
  })
})
