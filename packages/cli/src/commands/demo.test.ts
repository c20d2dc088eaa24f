import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMockProject } from '../../test/mock-project.ts'
import { type CliResult, runCli } from '../../test/run-cli.ts'

/** A directory of a workspace whose root depends on all providers. */
const HERE = fileURLToPath(new URL('../..', import.meta.url))

interface DemoTask {
  readonly taskId: string
  readonly provider: string
  readonly status: string
  readonly outcome: string
  readonly expected: string
  readonly pid: number
  readonly startedAt: string
  readonly completedAt: string
  readonly tokensUsed: number
  readonly cost: number | null
  readonly path: string
}

interface DemoData {
  readonly mode: string
  readonly records: string
  readonly tasks: readonly DemoTask[]
}

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'htmlgraph-demo-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const demo = (...args: string[]): Promise<CliResult> =>
  runCli(['demo', '--root', root, ...args], { cwd: HERE })

describe('htmlgraph demo', { timeout: 120_000 }, () => {
  it('runs at least four processes at the same time, twice in a row', async () => {
    const runs: DemoData[] = []
    for (let time = 0; time < 2; time += 1) {
      const { code, stdout, stderr } = await demo('--json')
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      runs.push(JSON.parse(stdout) as DemoData)
    }
    for (const { mode, tasks } of runs) {
      expect(mode).toBe('offline')
      expect(new Set(tasks.map(({ pid }) => pid)).size).toBe(tasks.length)
      expect(tasks.length).toBeGreaterThanOrEqual(4)
      const lastStart = Math.max(...tasks.map(({ startedAt }) => Date.parse(startedAt)))
      const firstEnd = Math.min(...tasks.map(({ completedAt }) => Date.parse(completedAt)))
      expect(lastStart).toBeLessThan(firstEnd)
      for (const task of tasks) {
        expect(task.outcome).toBe(task.expected)
        // One tells its cost, of one the prices know the model; replays of the others do not name theirs.
        if (task.provider === 'claude' || task.provider === 'gemini') {
          expect(task.tokensUsed).toBeGreaterThan(0)
          expect(task.cost).toBeGreaterThan(0)
        } else expect(task.cost).toBeNull()
        expect(readFileSync(task.path, 'utf8')).toContain(`id="${task.taskId}"`)
      }
    }
    const ids = runs.flatMap(({ tasks }) => tasks.map(({ taskId }) => taskId))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('says what it is, shows progress as lines, and closes with a table and the path', async () => {
    const { code, stdout, stderr } = await demo()
    expect(code).toBe(0)
    expect(stderr).toContain('replays a recorded session')
    expect(stderr).toMatch(/^busy-api-\w+ claude\/tester: tries again \(2\) after /m)
    expect(stdout).toMatch(/^TASK +AGENT +MODEL +STATUS +TOKENS +COST +SECONDS +PID$/m)
    expect(stdout).toMatch(
      /^denied-write-\w+ +claude\/reviewer +\S+ +failed \(denied\) +854 +\$0\.0014/m,
    )
    expect(stdout).toContain('Nothing was spent just now.')
    expect(stdout).toContain(`Records: ${join(root, '.htmlgraph', 'task-delegations')}`)
    expect(stdout + stderr).not.toContain('\u001b')
  })

  it('leaves final records when it is interrupted', async () => {
    let hasKilled = false
    const { code, signal } = await runCli(['demo', '--root', root], {
      cwd: HERE,
      onNote(text, kill) {
        if (text.includes('started, process') && !hasKilled) kill('SIGINT')
        hasKilled ||= text.includes('started, process')
      },
    })
    expect({ code, signal }).toEqual({ code: 130, signal: null })
    const { stdout } = await runCli(['list', '--json', '--root', root], { cwd: HERE })
    const { tasks } = JSON.parse(stdout) as DemoData
    expect(tasks.length).toBeGreaterThanOrEqual(4)
    for (const { status } of tasks) expect(status).toMatch(/^(cancelled|completed|failed)$/)
  })

  it('can never be committed by mistake', async () => {
    expect((await demo()).code).toBe(0)
    execFileSync('git', ['init', '--quiet'], { cwd: root })
    const status = execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' })
    expect(status).toBe('')
  })

  it('says what is missing where there are no recordings', async () => {
    using project = createMockProject()
    const { code, stderr } = await project.run(['demo'])
    expect(code).toBe(1)
    expect(stderr).toContain('npm install @htmlgraph/provider-claude')
    expect(existsSync(join(project.root, '.htmlgraph-demo'))).toBe(false)
  })
})

describe('htmlgraph demo --live', { timeout: 60_000 }, () => {
  it('names the agents and what they may do, and runs nothing unless somebody agrees', async () => {
    using project = createMockProject()
    const env = { MOCK_API_KEY: 'x' }
    const { code, stderr } = await project.run(['demo', '--live'], { env })
    expect(code).toBe(2)
    expect(stderr).toMatch(/ {2}mock 1\.2\.0, looks logged in: .*mock-agent/)
    expect(stderr).toContain('read-only')
    expect(stderr).toContain('Add --yes')
    expect(existsSync(join(project.root, '.htmlgraph-demo'))).toBe(false)
  })

  it('runs four read-only tasks once somebody has agreed', async () => {
    using project = createMockProject()
    writeFileSync(join(project.root, 'README.md'), '# Mock\n')
    const env = { MOCK_API_KEY: 'x' }
    const { code, data } = await project.runJson(['demo', '--live', '--yes'], { env })
    const { mode, tasks } = data as DemoData
    expect(code).toBe(0)
    expect(mode).toBe('live')
    expect(tasks.map(({ outcome }) => outcome)).toEqual(Array(4).fill('completed'))
    const shown = await project.runJson([
      'show',
      tasks[0]?.taskId ?? '',
      '--root',
      '.htmlgraph-demo',
    ])
    expect(shown.data).toMatchObject({ access: 'read-only', cwd: project.root })
  })

  it('says so when no agent is installed', async () => {
    using project = createMockProject()
    const { code, stderr } = await project.run(['demo', '--live', '--yes'], {
      env: { PATH: '/usr/bin:/bin' },
    })
    expect(code).toBe(1)
    expect(stderr).toContain('No agent is installed and logged in')
  })
})
