import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SDK } from '@htmlgraph/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMockProject, type MockProject } from '../../test/mock-project.ts'

let project: MockProject
beforeEach(() => {
  project = createMockProject()
  const { taskDelegations } = new SDK({ root: project.root })
  taskDelegations.create({
    taskId: 'task-1',
    agent: 'coder',
    prompt: 'Write it.',
    output: 'Written.\u001b]0;title\u0007',
    createdAt: '2026-11-01T10:00:00.000Z',
    startedAt: '2026-11-01T10:00:00.000Z',
    completedAt: '2026-11-01T10:00:02.500Z',
    provider: 'mock',
    model: 'big-1',
    tokensUsed: 8432,
    cost: 0.45,
    costBasis: 'reported',
    ticket: '007',
  })
  taskDelegations.create({
    taskId: 'task-2',
    agent: 'tester',
    status: 'failed',
    outcome: 'failed',
    errorKind: 'quota',
    error: 'No credit left',
    createdAt: '2026-11-02T10:00:00.000Z',
  })
  taskDelegations.create({
    taskId: 'task-3',
    agent: 'tester',
    status: 'pending',
    createdAt: '2026-11-03T10:00:00.000Z',
  })
})
afterEach(() => project[Symbol.dispose]())

const idsOf = (data: unknown): string[] =>
  (data as { tasks: { taskId: string }[] }).tasks.map(({ taskId }) => taskId)

describe('htmlgraph list', { timeout: 60_000 }, () => {
  it('shows the tasks as a table, the newest first', async () => {
    const { code, stdout, stderr } = await project.run(['list'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toBe(
      [
        'TASK    STATUS     AGENT   MODEL  TOKENS     COST  SECONDS  CREATED',
        'task-3  pending    tester  –           –        –        –  2026-11-03 10:00',
        'task-2  failed     tester  –           –        –        –  2026-11-02 10:00',
        'task-1  completed  coder   big-1   8,432  $0.4500      2.5  2026-11-01 10:00',
        '',
      ].join('\n'),
    )
  })

  it.each([
    [[], ['task-3', 'task-2', 'task-1']],
    [['--status', 'failed'], ['task-2']],
    [['--agent', 'tester', '--limit', '1'], ['task-3']],
    [['--provider', 'mock', '--model', 'big-1'], ['task-1']],
    [['--agent', 'nobody'], []],
  ])('gives the tasks for %j as data', async (args, ids) => {
    const { code, data } = await project.runJson(['list', ...args])
    expect(code).toBe(0)
    expect(idsOf(data)).toEqual(ids)
  })

  it('names a file that is no record, and shows the others', async () => {
    writeFileSync(join(project.root, '.htmlgraph', 'task-delegations', 'bad.html'), '<p>cut')
    const { code, data, stderr } = await project.runJson(['list'])
    expect(code).toBe(0)
    expect(idsOf(data)).toHaveLength(3)
    expect(data).toMatchObject({ problems: [{ file: 'bad.html' }] })
    expect(stderr).toContain('bad.html is left out: ')
    expect((await project.run(['show', 'bad'])).code).toBe(4)
  })

  it('never runs the configuration of the project', async () => {
    writeFileSync(join(project.root, 'htmlgraph.config.mjs'), 'throw new Error("was run")')
    for (const args of [['list'], ['show', 'task-1'], ['results', 'task-1']]) {
      expect((await project.run(args)).code).toBe(0)
    }
  })

  it.each([
    [['--status', 'done'], 'expected pending, in-progress, completed, failed'],
    [['--limit', '0'], 'expected a whole number above zero'],
    [['--root', 'nowhere'], 'is not a directory'],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await project.run(['list', ...args])
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })
})

describe('htmlgraph list in a project without records', { timeout: 60_000 }, () => {
  it('tells none yet from none of this kind', async () => {
    expect((await project.run(['list', '--agent', 'nobody'])).stderr).toContain('No such task in')
    rmSync(join(project.root, '.htmlgraph'), { recursive: true })
    expect((await project.run(['list'])).stderr).toContain('There is no task yet in')
  })
})

describe('htmlgraph show', { timeout: 60_000 }, () => {
  it('shows all that is known, harmless, and the path', async () => {
    const { code, stdout } = await project.run(['show', 'task-1'])
    expect(code).toBe(0)
    for (const text of ['big-1', '8,432', '$0.4500 (reported)', 'ticket  007', 'Write it.']) {
      expect(stdout).toContain(text)
    }
    expect(stdout).toContain('Written.␛]0;title␇')
    expect(stdout).toContain(join(project.root, '.htmlgraph', 'task-delegations', 'task-1.html'))
  })

  it('gives the whole record as data', async () => {
    const { data } = await project.runJson(['show', 'task-1'])
    const record = new SDK({ root: project.root }).taskDelegations.get('task-1')
    const path = join(project.root, '.htmlgraph', 'task-delegations', 'task-1.html')
    expect(data).toEqual({ ...record, path })
  })

  it('has nothing against a reader that stops reading', async () => {
    const output = 'long '.repeat(400_000)
    new SDK({ root: project.root }).taskDelegations.update('task-1', { output })
    const { code, stderr } = await project.run(['show', 'task-1'], { readsOnlyOnce: true })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it('opens the record in a browser, never with a program of the project', {
    skip: process.platform !== 'linux',
  }, async () => {
    const bin = join(project.home, 'bin')
    const opened = join(project.home, 'opened')
    mkdirSync(bin)
    writeFileSync(
      join(bin, 'xdg-open'),
      `#!/bin/sh\nprintf %s "$1" > '${opened}.part'\nmv '${opened}.part' '${opened}'\n`,
    )
    chmodSync(join(bin, 'xdg-open'), 0o755)
    const inProject = join(project.root, 'xdg-open')
    writeFileSync(inProject, '#!/bin/sh\nexit 1\n')
    chmodSync(inProject, 0o755)
    const env = { PATH: `.:${project.root}:${bin}:/usr/bin:/bin` }
    expect((await project.run(['show', 'task-1', '--open'], { env })).code).toBe(0)
    await expect.poll(() => readFileSync(opened, 'utf8')).toMatch(/^file:\/\/.*task-1\.html$/)
  })

  it('ends with 3 and the nearest id when there is no such task', async () => {
    const { code, stderr } = await project.run(['show', 'task-11'])
    expect(code).toBe(3)
    expect(stderr).toContain('error[HG_TASK_NOT_FOUND]')
    expect(stderr).toContain('Did you mean "task-1"?')
  })
})

describe('htmlgraph results', { timeout: 60_000 }, () => {
  it.each([
    ['task-1', 0, 'Written.␛]0;title␇\n', ''],
    ['task-2', 1, '', 'task-2 failed after – s: No credit left\n'],
    ['task-3', 5, '', 'task-3 is pending.\n'],
  ])('prints the output of %s alone, and ends with %i', async (taskId, code, stdout, stderr) => {
    expect(await project.run(['results', taskId])).toMatchObject({ code, stdout, stderr })
  })

  it('gives the result as data', async () => {
    const { data } = await project.runJson(['results', 'task-1'])
    expect(data).toEqual({
      taskId: 'task-1',
      status: 'completed',
      outcome: null,
      output: 'Written.\u001b]0;title\u0007',
      tokensUsed: 8432,
      model: 'big-1',
      cost: 0.45,
      costBasis: 'reported',
      error: null,
      errorKind: null,
    })
  })

  it('needs an id', async () => {
    const { code, stderr } = await project.run(['results'])
    expect(code).toBe(2)
    expect(stderr).toContain('htmlgraph list')
  })
})
