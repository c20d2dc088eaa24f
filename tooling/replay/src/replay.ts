import { BudgetMode } from '@htmlgraph/core'
import {
  cascadeOf,
  createSelection,
  firstOf,
  type Knowledge,
  oracleOf,
  type Policy,
} from './policies.ts'
import { createRandom, hashText, shuffle } from './random.ts'
import type { Instance } from './read-results.ts'

/** How well a check tells good work from bad. */
export interface Verifier {
  /** The share of right answers that it accepts. */
  readonly trueAccept: number
  /** The share of wrong answers that it accepts. */
  readonly falseAccept: number
}

/** What a policy comes to. */
export interface PolicyScore {
  readonly policy: string
  readonly kind: 'single' | 'random' | 'oracle' | 'selection' | 'cascade'
  /** Share of the measured instances that are solved. */
  readonly passRate: number
  /** US dollars an instance. */
  readonly usdPerTask: number
  /** Share solved when all that the policy knows is shuffled, on average; `null` where it knows nothing. */
  readonly shuffledPassRate: number | null
}

/** A replay of policies over results. */
export interface ReplayReport {
  readonly learnt: number
  readonly measured: number
  readonly verifier: Verifier
  /** Share solved by a model taken at random: what a policy that knows nothing comes to. */
  readonly chance: number
  readonly scores: readonly PolicyScore[]
}

const SHUFFLES = 40

/** Learns on one half of the instances and measures on the other; which half is theirs, their ids decide. */
export function replay(instances: readonly Instance[], verifier: Verifier): ReplayReport {
  const isLearnt = ({ id }: Instance): boolean => hashText(id) % 2 === 0
  const [learnt, measured] = [
    instances.filter(isLearnt),
    instances.filter((each) => !isLearnt(each)),
  ]
  if (learnt.length === 0 || measured.length === 0) {
    throw new Error(`results: ${instances.length} instances cannot be divided in two halves`)
  }
  const truth: Knowledge = (instance, arm) => instance.results.get(arm)?.isResolved ?? false
  const scored = scorePolicies({ learnt, measured, verifier }, truth)
  const controls = Array.from({ length: SHUFFLES }, (_each, seed) =>
    scorePolicies({ learnt, measured, verifier }, shuffled(instances, seed)),
  )
  const arms = [...new Set(measured.flatMap(({ results }) => [...results.keys()]))].sort()
  const singles = arms.map((arm) => ({
    ...({ policy: arm, kind: 'single', shuffledPassRate: null } as const),
    ...score(
      measured.filter(({ results }) => results.has(arm)),
      () => [arm],
    ),
  }))
  const random = randomScore(measured)
  const knowing = scored.map((each, place) => ({
    ...each,
    shuffledPassRate: mean(controls.map((control) => control[place]?.passRate ?? 0)),
  }))
  return {
    ...{ learnt: learnt.length, measured: measured.length, verifier, chance: random.passRate },
    scores: [...singles, random, ...knowing],
  }
}

interface Halves {
  readonly learnt: readonly Instance[]
  readonly measured: readonly Instance[]
  readonly verifier: Verifier
}

/** The policies that know something. Whatever they know, what they solve is measured by the truth. */
function scorePolicies(
  { learnt, measured, verifier }: Halves,
  knows: Knowledge,
): readonly Omit<PolicyScore, 'shuffledPassRate'>[] {
  const selection = createSelection(learnt, knows)
  const selections = Object.values(BudgetMode).map((mode) => ({
    ...({ policy: mode, kind: 'selection' } as const),
    ...score(measured, firstOf(selection(mode))),
  }))
  const cascade = { policy: 'cascade', kind: 'cascade' } as const
  return [
    { policy: 'oracle', kind: 'oracle', ...score(measured, oracleOf(knows)) },
    ...selections,
    { ...cascade, ...scoreCascade(measured, cascadeOf(selection), { verifier, knows }) },
  ]
}

interface Score {
  readonly passRate: number
  readonly usdPerTask: number
}

function score(instances: readonly Instance[], policy: Policy): Score {
  const results = instances.map((instance) => instance.results.get(policy(instance)[0] ?? ''))
  return {
    passRate: mean(results.map((result) => (result?.isResolved ? 1 : 0))),
    usdPerTask: mean(results.map((result) => result?.costUsd ?? 0)),
  }
}

function randomScore(instances: readonly Instance[]): PolicyScore {
  const each = instances.map(({ results }) => [...results.values()])
  return {
    ...{ policy: 'random', kind: 'random', shuffledPassRate: null },
    passRate: mean(each.map((results) => mean(results.map((one) => (one.isResolved ? 1 : 0))))),
    usdPerTask: mean(each.map((results) => mean(results.map(({ costUsd }) => costUsd)))),
  }
}

/**
 * What a cascade is expected to come to: each step is reached as often as the check refused those before, and a task is
 * solved when a right answer was accepted, as in `withCascade`.
 */
function scoreCascade(
  instances: readonly Instance[],
  policy: Policy,
  { verifier, knows }: { readonly verifier: Verifier; readonly knows: Knowledge },
): Score {
  const scores = instances.map((instance) => {
    let [reached, passRate, usdPerTask] = [1, 0, 0]
    for (const arm of policy(instance)) {
      const result = instance.results.get(arm)
      if (result === undefined) continue
      const accepts = knows(instance, arm) ? verifier.trueAccept : verifier.falseAccept
      usdPerTask += reached * result.costUsd
      if (result.isResolved) passRate += reached * accepts
      reached *= 1 - accepts
    }
    return { passRate, usdPerTask }
  })
  return {
    passRate: mean(scores.map(({ passRate }) => passRate)),
    usdPerTask: mean(scores.map(({ usdPerTask }) => usdPerTask)),
  }
}

/** The same labels, each with another result: knowledge that is worth nothing. */
function shuffled(instances: readonly Instance[], seed: number): Knowledge {
  const results = instances.flatMap(({ results: each }) => [...each.values()])
  const labels = shuffle(
    results.map(({ isResolved }) => isResolved),
    createRandom(seed + 1),
  )
  const known = new Map(
    results.map(({ instance, arm }, place) => [`${instance}\n${arm}`, labels[place] ?? false]),
  )
  return ({ id }, arm) => known.get(`${id}\n${arm}`) ?? false
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
