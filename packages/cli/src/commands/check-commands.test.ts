import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SDK } from '@htmlgraph/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMockProject, type MockProject } from '../../test/mock-project.ts'

let project: MockProject
let directory: string
beforeEach(() => {
  project = createMockProject()
  using sdk = new SDK({ root: project.root })
  sdk.taskDelegations.create({ taskId: 'task-1', status: 'pending' })
  sdk.taskDelegations.create({ taskId: 'task-2', dependsOn: ['task-1'] })
  directory = sdk.directory
})
afterEach(() => project[Symbol.dispose]())

describe('htmlgraph check', { timeout: 60_000 }, () => {
  it('ends with 0 when nothing is wrong', async () => {
    expect(await project.run(['check'])).toMatchObject({
      code: 0,
      stdout: 'Nothing is wrong: 2 records.\n',
      stderr: '',
    })
    const { code, data } = await project.runJson(['check', '--strict'])
    expect({ code, data }).toEqual({
      code: 0,
      data: { collections: [{ name: 'task-delegations', nodes: 2 }], findings: [] },
    })
  })

  it('names the files, what is wrong and what to do, and ends with 1', async () => {
    rmSync(join(directory, 'task-1.html'))
    writeFileSync(join(directory, 'cut.html'), '<article data-type="task-delegation">')
    expect(await project.run(['check'])).toMatchObject({
      code: 1,
      stdout: [
        '.htmlgraph/task-delegations/cut.html',
        '    corrupt: it is cut off: its <article> has no end',
        '    Repair it, take it back from version control, or move it away.',
        '.htmlgraph/task-delegations/task-2.html',
        '    dangling: its link depends-on leads to task-delegations/task-1.html, which is not there',
        '    Bring back what the link leads to, or take the link out.',
        'To look at: 2. Whole: 1 record.',
        '',
      ].join('\n'),
    })
    const { code, data } = await project.runJson(['check'])
    expect(code).toBe(1)
    expect(data).toMatchObject({ findings: [{ kind: 'corrupt' }, { kind: 'dangling' }] })
  })

  it('sees edits in place with --strict', async () => {
    const path = join(directory, 'task-1.html')
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('"pending"', '"failed"'))
    expect((await project.run(['check'])).code).toBe(0)
    const { code, data } = await project.runJson(['check', '--strict'])
    expect(code).toBe(1)
    expect(data).toMatchObject({ findings: [{ kind: 'stale' }] })
    expect((await project.run(['check', '--strict'])).code).toBe(0)
  })

  it('shows names of files harmlessly', async () => {
    writeFileSync(join(directory, 'a\u001b]0;title\u0007.html'), '')
    const { stdout } = await project.run(['check'])
    expect(stdout).toContain('a␛]0;title␇.html')
  })

  it('finds nothing wrong in a project without records', async () => {
    rmSync(join(project.root, '.htmlgraph'), { recursive: true })
    const { code, stdout } = await project.run(['check'])
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Nothing is wrong: 0 records.\n' })
  })
})

describe('htmlgraph reindex', { timeout: 60_000 }, () => {
  it('makes the index anew and tells what it holds', async () => {
    writeFileSync(join(directory, 'cut.html'), '<article data-type="task-delegation">')
    const reason = 'it is cut off: its <article> has no end'
    expect(await project.run(['reindex'])).toMatchObject({
      code: 0,
      stdout: 'task-delegations: 2 records\n',
      stderr: `.htmlgraph/task-delegations/cut.html is left out: ${reason}\n`,
    })
    const { data } = await project.runJson(['reindex'])
    expect(data).toMatchObject({
      collections: [{ name: 'task-delegations', nodes: 2, leftOut: [{ kind: 'corrupt', reason }] }],
    })
  })

  it('repairs answers that an edit in place has made wrong', async () => {
    const path = join(directory, 'task-1.html')
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('"pending"', '"failed"'))
    const failed = async (): Promise<string> =>
      (await project.run(['list', '--status', 'failed'])).stdout
    expect(await failed()).toBe('')
    expect((await project.run(['reindex'])).code).toBe(0)
    expect(await failed()).toContain('task-1')
  })

  it('has nothing to do in a project without records', async () => {
    rmSync(join(project.root, '.htmlgraph'), { recursive: true })
    const { code, stdout, stderr } = await project.run(['reindex'])
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    expect(stderr).toContain('There is nothing yet in ')
  })

  it('ends with 4 when no index can be made', async () => {
    const path = join(project.root, '.htmlgraph', 'index.sqlite')
    for (const ending of ['', '-wal', '-shm']) rmSync(`${path}${ending}`, { force: true })
    mkdirSync(path)
    const { code, stderr } = await project.run(['reindex'])
    expect(code).toBe(4)
    expect(stderr).toContain('error[HG_STORE_UNWRITABLE]')
  })
})
