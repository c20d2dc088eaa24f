import { describe, expect, it } from 'vitest'
import { echoPlugin } from '../../test/echo-provider.ts'
import { temporaryProject } from '../../test/temporary-project.ts'
import { HeadlessSpawner } from '../spawner/index.ts'
import { type DelegationInput, openStore } from '../store/index.ts'
import { ownOutcomes } from './own-outcomes.ts'
import { SDK } from './sdk.ts'

const AT = '2026-11-20T10:00:00.000Z'
const RAN: DelegationInput = {
  ...{ provider: 'echo', model: 'echo-large-1', taskType: 'testing', cost: 0.5 },
  ...{ createdAt: AT, startedAt: AT, completedAt: '2026-11-20T10:05:00.000Z' },
}

describe('the outcomes of a project', () => {
  it('are what a person says, or else what a check found out', () => {
    const { taskDelegations } = openStore({ root: temporaryProject({}) })
    taskDelegations.create({ ...RAN, taskId: 'unjudged' })
    taskDelegations.create({ ...RAN, taskId: 'passed', verdict: 'passed' })
    taskDelegations.create({ ...RAN, taskId: 'failed', verdict: 'failed', status: 'failed' })
    taskDelegations.create({ ...RAN, taskId: 'liked', cost: null })
    taskDelegations.create({ ...RAN, taskId: 'passed-but-wrong', verdict: 'passed' })
    taskDelegations.create({ ...RAN, taskId: 'nameless', model: null, rating: 'accepted' })
    taskDelegations.rate('liked', 'accepted')
    taskDelegations.rate('passed-but-wrong', 'rejected')
    const found = ownOutcomes(taskDelegations).map(({ isAccepted, costUsd, at }) => [
      ...[isAccepted, costUsd, at],
    ])
    const end = RAN.completedAt
    expect(found).toHaveLength(4)
    expect(found).toEqual(
      expect.arrayContaining([
        [true, 0.5, end],
        [false, 0.5, end],
        [true, null, end],
        [false, 0.5, end],
      ]),
    )
  })

  it('can be taken back, and are checked', () => {
    const { taskDelegations } = openStore({ root: temporaryProject({}) })
    taskDelegations.create({ ...RAN, taskId: 'a' })
    expect(taskDelegations.rate('a', 'accepted').rating).toBe('accepted')
    expect(taskDelegations.where({ rating: 'accepted' }).map(({ taskId }) => taskId)).toEqual(['a'])
    expect(taskDelegations.rate('a', null).rating).toBeNull()
    expect(() => taskDelegations.rate('a', 'good' as 'accepted')).toThrow(/rating/)
    expect(() => taskDelegations.rate('b', 'accepted')).toThrow(/no task "b"/)
  })

  it('change what a model is expected to do', () => {
    const sdk = new SDK({
      root: temporaryProject({}),
      spawner: new HeadlessSpawner({ plugins: [echoPlugin] }),
    })
    const asked = { taskType: 'testing', now: new Date(AT) }
    const before = sdk.explainSelection(asked).selected
    for (let n = 0; n < 5; n += 1) {
      sdk.taskDelegations.create({ ...RAN, taskId: `t${n}`, model: before.id, rating: 'rejected' })
    }
    const after = sdk.explainSelection(asked).ranked.find(({ id }) => id === before.id)
    expect(after?.quality).toMatchObject({ basis: 'own outcomes' })
    expect(after?.quality.value).toBeCloseTo((before.quality.value * 10) / 15, 5)
    expect(after?.cost).toMatchObject({ value: 0.5, basis: 'own outcomes' })
  })
})
