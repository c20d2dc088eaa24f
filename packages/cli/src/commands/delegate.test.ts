import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { promptOf } from '../../test/mock-agent-script.ts'
import { createMockProject, type MockProject } from '../../test/mock-project.ts'

let project: MockProject
beforeEach(() => {
  project = createMockProject()
})
afterEach(() => project[Symbol.dispose]())

const recordsOf = ({ root }: MockProject): string[] => {
  const directory = join(root, '.htmlgraph', 'task-delegations')
  return existsSync(directory) ? readdirSync(directory) : []
}

describe('htmlgraph delegate', { timeout: 60_000 }, () => {
  it('prints the answer, the progress and the path of the record', async () => {
    const args = ['delegate', 'Hello', '--agent', 'reviewer', '--task-id', 'task-1']
    const { code, stdout, stderr } = await project.run(args)
    expect(code).toBe(0)
    expect(stdout).toBe('Hello\n')
    expect(stderr).toMatch(/^task-1 reviewer: started, process \d+$/m)
    expect(stderr).toMatch(/^task-1 reviewer: completed after \d+\.\d s$/m)
    const path = join(project.root, '.htmlgraph', 'task-delegations', 'task-1.html')
    expect(stderr).toContain(`record: ${path}\n`)
    expect(recordsOf(project)).toEqual(['task-1.html'])
  })

  it('gives the record as data, with all that was asked for', async () => {
    await project.run(['delegate', 'first', '--agent', 'coder', '--task-id', 'task-0'])
    const { code, data, stderr } = await project.runJson([
      ...['delegate', 'arguments', '--agent', 'coder', '--task-id', 'task-1', '--provider', 'mock'],
      ...['--model', 'big-1', '--access', 'read-only', '--task-type', 'CODE_REVIEW'],
      ...['--parent', 'task-0', '--property', 'ticket=007', '--property', 'weight=7'],
      ...['--property', 'version=1.10'],
      ...['--option', 'turns=2'],
    ])
    expect(code).toBe(0)
    expect(stderr).toBe('')
    expect(data).toMatchObject({
      taskId: 'task-1',
      agent: 'coder',
      provider: 'mock',
      status: 'completed',
      outcome: 'completed',
      requestedModel: 'big-1',
      access: 'read-only',
      taskType: 'CODE_REVIEW',
      parent: 'task-0',
      properties: { ticket: '007', weight: 7, version: '1.10' },
      path: join(project.root, '.htmlgraph', 'task-delegations', 'task-1.html'),
    })
    expect(JSON.parse((data as { output: string }).output)).toMatchObject({
      access: 'read-only',
      options: { turns: 2 },
    })
  })

  it('ends with 1 when the agent was denied all it tried, and says so', async () => {
    const prompt = promptOf(
      { type: 'denied', tool: 'Write', reason: 'not allowed' },
      { type: 'message', text: 'File written.' },
    )
    const { code, stdout, stderr } = await project.run(['delegate', prompt, '--agent', 'writer'])
    expect(code).toBe(1)
    expect(stdout).toBe('File written.\n')
    expect(stderr).toContain('denied: Everything the agent tried was denied: Write.\n')
  })

  it('runs the same task once, and refuses another one of its id', async () => {
    const args = ['delegate', 'Hello', '--agent', 'coder', '--task-id', 'task-1']
    const first = await project.runJson(args)
    const second = await project.runJson(args)
    expect(second.data).toEqual(first.data)
    expect((await project.run(args)).stderr).toContain('task-1 was delegated before')
    const other = await project.run(['delegate', 'Bye', ...args.slice(2)])
    expect(other.code).toBe(2)
    expect(other.stderr).toContain('error[HG_TASK_EXISTS]')
  })

  it.each([
    ['no role', [], 'coder (workspace-write)'],
    ['an unknown role', ['--agent', 'codr'], 'Did you mean "coder"?'],
    ['a path as id', ['--agent', 'coder', '--task-id', '../x'], 'error[HG_TASK_ID_INVALID]'],
    ['a property without value', ['--agent', 'coder', '--property', 'x'], 'expected key=value'],
    ['a list as property', ['--agent', 'coder', '--property', 'x=[1]'], 'error[HG_OPTION_INVALID]'],
  ])('refuses %s with 2 and writes nothing', async (_title, args, message) => {
    const { code, stderr } = await project.run(['delegate', 'Hello', ...args])
    expect(code).toBe(2)
    expect(stderr).toContain(message)
    expect(recordsOf(project)).toEqual([])
  })

  it('names the roles of the project when none is given', async () => {
    const config = join(project.root, 'htmlgraph.config.json')
    const agents = { coder: { access: 'read-only' }, critic: { provider: 'mock' } }
    const { plugins } = JSON.parse(readFileSync(config, 'utf8')) as { plugins: string[] }
    writeFileSync(config, JSON.stringify({ plugins, agents }))
    const { code, stderr } = await project.run(['delegate', 'Hello'])
    expect(code).toBe(2)
    expect(stderr).toContain('coder (read-only), tester (workspace-write)')
    expect(stderr).toContain('critic (read-only)')
  })

  it('ends with 4 when the agent is not installed, and keeps the record', async () => {
    const env = { PATH: '/usr/bin:/bin' }
    const { code } = await project.run(['delegate', 'Hello', '--agent', 'coder'], { env })
    expect(code).toBe(4)
    expect(recordsOf(project)).toHaveLength(1)
  })

  it('leaves a final record at Ctrl-C, and ends with 130', async () => {
    let hasKilled = false
    const args = ['delegate', 'working\nhang', '--agent', 'coder', '--task-id', 'task-1']
    const { code, signal } = await project.run(args, {
      onNote(text, kill) {
        if (text.includes('says: working') && !hasKilled) kill('SIGINT')
        hasKilled ||= text.includes('says: working')
      },
    })
    expect({ code, signal }).toEqual({ code: 130, signal: null })
    const { data } = await project.runJson(['show', 'task-1'])
    expect(data).toMatchObject({
      status: 'cancelled',
      outcome: 'cancelled',
      error: 'Interrupted with Ctrl-C.',
      output: 'working',
    })
  })
})
