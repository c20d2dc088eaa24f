import { SDK } from '@htmlgraph/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMockProject, type MockProject } from '../../test/mock-project.ts'

const AT = '2026-11-20T10:00:00.000Z'

let project: MockProject
beforeEach(() => {
  project = createMockProject()
  const { taskDelegations } = new SDK({ root: project.root })
  const times = { createdAt: AT, startedAt: AT, completedAt: AT }
  const reported = { ...times, costBasis: 'reported', tokensUsed: 1_000 } as const
  taskDelegations.create({ ...reported, taskId: 'a', model: 'big-1', cost: 0.75, agent: 'coder' })
  taskDelegations.create({ ...reported, taskId: 'b', model: 'small-1', cost: 0.25, agent: 'coder' })
  taskDelegations.create({
    ...{ ...times, taskId: 'c', provider: 'mock', agent: '=cmd()', status: 'failed' },
    ...({ outcome: 'failed', errorKind: 'quota' } as const),
  })
})
afterEach(() => project[Symbol.dispose]())

describe('htmlgraph cost', { timeout: 60_000 }, () => {
  it('shows what each model cost, and what nobody knows', async () => {
    const { code, stdout, stderr } = await project.run(['cost'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toBe(
      [
        'MODEL    TASKS  FAILED  TOKENS  AVERAGE     COST  UNKNOWN  SHARE OF COST',
        'big-1        1       0   1,000  $0.7500  $0.7500           ███████████████ 75 %',
        'small-1      1       0   1,000  $0.2500  $0.2500           █████ 25 %',
        '–            1       1       –        –        –        1  0 %',
        '',
        '3 tasks, 1 failed, $1.0000 in all; not counted: 1 whose cost nobody knows.',
        '',
      ].join('\n'),
    )
  })

  it('shows how often each provider failed, and of what', async () => {
    const { stdout } = await project.run(['cost', '--errors'])
    expect(stdout).toMatch(/^PROVIDER {2}ERROR-KIND .* SHARE OF TASKS$/m)
    expect(stdout).toMatch(/^mock {6}quota .* 33 %$/m)
  })

  it('prints values for a spreadsheet, which runs none of them', async () => {
    const { stdout } = await project.run(['cost', '--by', 'agent', '--csv'])
    expect(stdout.split('\n')).toEqual([
      'agent,delegations,usd,estimated_usd,unmeasured,average_usd,tokens,unmeasured_tokens,completed,failed,usd_per_completed',
      'coder,2,1,0,0,0.5,2000,0,2,0,0.5',
      "'=cmd(),1,0,0,1,,0,1,0,1,",
      '',
    ])
  })

  it('is the same as data', async () => {
    const { data } = await project.runJson(['cost', '--by', 'task-type,day'])
    expect(data).toMatchObject({ delegations: 3, usd: 1, unmeasured: 1 })
    expect(data).toMatchObject({ groups: [{ key: { taskType: null, day: '2026-11-20' } }] })
  })

  it('takes an age or a day', async () => {
    const { data } = await project.runJson(['cost', '--since', '2026-11-21'])
    expect(data).toMatchObject({ delegations: 0 })
    const none = await project.run(['cost', '--since', '0h'])
    expect(none).toMatchObject({ code: 0, stderr: 'No task has run yet.\n' })
  })

  it.each([
    [['--by', 'modle'], /--by has "modle"; expected model, agent, provider, task-type/],
    [['--since', 'monday'], /--since is "monday"; expected an age such as 12h or 7d/],
    [['--since', '2026-13-45'], /--since is "2026-13-45"/],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await project.run(['cost', ...args])
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
  })
})

describe('htmlgraph select and models', { timeout: 60_000 }, () => {
  it('say that there is nothing to choose from', async () => {
    const { code, stderr } = await project.run(['select', '--task-type', 'testing'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/HG_MODEL_NONE.*no provider is registered/)
    expect((await project.run(['models'])).stderr).toMatch(/No provider is registered that has mod/)
  })

  it('name what is valid', async () => {
    const wrong = await project.run(['select', '--task-type', 'tests'])
    expect(wrong).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/expected code-generation/),
    })
    expect((await project.run(['select'])).stderr).toMatch(/--task-type is missing/)
    expect((await project.run(['models', '--provider', 'mok'])).stderr).toMatch(/mock/)
  })
})

describe('htmlgraph rate', { timeout: 60_000 }, () => {
  it('keeps what a person thinks of an outcome', async () => {
    const { code, stderr } = await project.run(['rate', 'a', 'accepted'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'a: accepted.\n' })
    expect((await project.runJson(['rate', 'a', 'rejected'])).data).toEqual({
      ...{ taskId: 'a', rating: 'rejected' },
    })
    expect((await project.run(['show', 'a'])).stdout).toMatch(/rating +rejected/)
    expect((await project.runJson(['rate', 'a', 'none'])).data).toMatchObject({ rating: null })
  })

  it.each([
    [['a', 'great'], 2, /The rating is "great"; expected accepted, rejected or none/],
    [['a'], 2, /The rating is ""/],
    [['zzz', 'accepted'], 3, /There is no task "zzz"/],
  ])('refuses %j', async (args, expected, message) => {
    const { code, stderr } = await project.run(['rate', ...args])
    expect(code).toBe(expected)
    expect(stderr).toMatch(message)
  })
})
