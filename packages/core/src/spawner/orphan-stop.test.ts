import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { ECHO_AGENT, echoPlugin } from '../../test/echo-provider.ts'
import { findLeftOver, isAlive } from '../../test/run-program.ts'
import { temporaryProject } from '../../test/temporary-project.ts'
import { listProcesses } from '../runner/process-table.ts'
import { createRunDirectory, planRunDirectory } from '../runner/run-directory.ts'
import { readLease, writeLease } from '../runner/run-lease.ts'
import { sweepOrphans } from '../runner/sweep-orphans.ts'
import { HeadlessSpawner } from './headless-spawner.ts'

/** A child that ignores SIGTERM and has one of its kind in a session of its own. */
const STUBBORN = "trap '' TERM; echo ready; while :; do sleep 600; done"
const MODULES = {
  runner: new URL('../runner/index.ts', import.meta.url).href,
  spawner: new URL('index.ts', import.meta.url).href,
  helpers: new URL('../../test/run-program.ts', import.meta.url).href,
  echo: new URL('../../test/echo-provider.ts', import.meta.url).href,
}

/** How far an orchestrator gets before it is killed outright. */
const BEGIN = `
  const directory = runner.planRunDirectory()
  runner.createRunDirectory(directory)
  const { mark } = runner.writeLease(directory)
`
const SPAWN = `${BEGIN}
  const stubborn = ${JSON.stringify(STUBBORN)}
  const both = 'setsid sh -c "' + stubborn + '" & ' + stubborn
  const started = await helpers.start(helpers.shell(both, { mark, killGraceMs: 60_000 }))
`
const RUN = `${SPAWN}
  runner.writeChild(directory, started.pid)
  await helpers.nextLine(started)
  await helpers.nextLine(started)
`
const DELEGATE = `
  const run = new spawner.HeadlessSpawner({ plugins: [echo.echoPlugin] })
    .spawnEcho({ prompt: 'say x\\nhang', executable: echo.ECHO_AGENT })
  for await (const event of run) if (event.type === 'message') break
`

/** Lets an orchestrator work in a temporary directory of its own until it says that it is there. */
async function kill(program: string): Promise<{ directory: string; marks: string[] }> {
  const directory = temporaryProject({})
  const imports = Object.entries(MODULES).map(([name, url]) => `import * as ${name} from '${url}'`)
  const source = [...imports, program, "console.log('there')", 'setInterval(() => {}, 1000)']
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval']
  const child = spawn(process.execPath, [...args, source.join('\n')], {
    env: { ...process.env, TMPDIR: directory },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const text of child.stdout.setEncoding('utf8')) if (text.includes('there')) break
  child.kill('SIGKILL')
  await once(child, 'exit')
  const leases = readdirSync(directory).map((name) => readLease(join(directory, name)))
  const marks = leases.flatMap((lease) => lease?.mark ?? [])
  onTestFinished(() => {
    for (const pid of marks.flatMap(findLeftOver)) process.kill(Number(pid), 'SIGKILL')
  })
  return { directory, marks }
}

const living = (marks: readonly string[]): number[] =>
  marks.flatMap(findLeftOver).map(Number).filter(isAlive)

describe('an orchestrator that is killed outright', { timeout: 30_000 }, () => {
  afterEach(() => void vi.unstubAllEnvs())

  it.each([
    ['before the spawn', BEGIN, 0],
    ['right after the spawn', SPAWN, 1],
    ['while its agent runs', RUN, 2],
    ['while it stops its agent', `${RUN}\nstarted.stop('cancelled')`, 2],
    ['with a run of a spawner', DELEGATE, 1],
  ])('%s leaves nothing that the next start does not stop', async (_when, program, atLeast) => {
    const { directory, marks } = await kill(program)
    expect(marks).toHaveLength(1)
    expect(living(marks).length).toBeGreaterThanOrEqual(atLeast)
    const orchestrators = await sweepOrphans(directory)
    expect(orchestrators).toHaveLength(atLeast === 0 ? 0 : 1)
    expect(living(marks)).toEqual([])
    expect(readdirSync(directory)).toEqual([])
  })

  it.runIf(process.platform === 'linux')(
    'leaves nothing of an agent that died as well, not even what has no mark and no group of it',
    async () => {
      const { directory } = await kill(`${BEGIN}
        const hidden = 'set -m; env -i sleep 600 & echo $!; exec sleep 600'
        const started = await helpers.start(helpers.shell(hidden, { mark }))
        runner.writeChild(directory, started.pid)
        console.log('hidden', await helpers.nextLine(started))
      `)
      const path = join(directory, readdirSync(directory)[0] ?? '')
      const agent = Number.parseInt(readLease(path)?.child ?? '', 10)
      const hidden = listProcesses().filter(
        ({ sessionId, pid }) => sessionId === agent && pid !== agent,
      )
      expect(hidden).toHaveLength(1)
      process.kill(agent, 'SIGKILL')
      await vi.waitUntil(() => !isAlive(agent))
      expect(await sweepOrphans(directory)).toHaveLength(1)
      expect(hidden.filter(({ pid }) => isAlive(pid))).toEqual([])
    },
  )

  it('has its agent stopped by the next run of any spawner', async () => {
    const { directory, marks } = await kill(DELEGATE)
    vi.stubEnv('TMPDIR', directory)
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const spawner = new HeadlessSpawner({ plugins: [echoPlugin] })
    const result = await spawner.spawnEcho({ prompt: 'end Hi', executable: ECHO_AGENT })
    expect(result).toMatchObject({ success: true })
    expect(living(marks)).toEqual([])
    expect(readdirSync(directory)).toEqual([])
    expect(warned.mock.calls.map(String)).toEqual([
      expect.stringMatching(/orchestrator \(pid \d+\)/),
    ])
    warned.mockRestore()
  })
})

describe('a sweep leaves alone', () => {
  /** A run directory with a lease of this process, changed. */
  function createRun(directory: string, changes: Record<string, string> | null): string {
    const path = join(directory, planRunDirectory().split('/').at(-1) ?? '')
    createRunDirectory(path)
    const lease = changes === null ? null : { ...writeLease(path), ...changes }
    if (lease !== null) writeFileSync(join(path, '.lease'), JSON.stringify(lease))
    return path
  }
  const GONE = { holder: '1999999999 1' }

  it.each<[string, Record<string, string> | null, boolean]>([
    ['a run whose orchestrator lives', {}, true],
    ['a run of another machine', { ...GONE, host: 'elsewhere' }, true],
    ['a run of another container', { ...GONE, namespace: 'pid:[1]' }, true],
    ['a run without a lease', null, true],
    ['a run whose lease has no mark of ours', { ...GONE, mark: 'PATH' }, true],
    ['nothing of an orchestrator that is gone', GONE, false],
    ['nothing from before the machine was started', { boot: 'other' }, false],
  ])('%s', async (_what, changes, isLeft) => {
    const directory = temporaryProject({})
    const path = createRun(directory, changes)
    expect(await sweepOrphans(directory)).toEqual([])
    expect(existsSync(path)).toBe(isLeft)
  })

  it('what only looks like a run', async () => {
    const directory = temporaryProject({ [`htmlgraph-${crypto.randomUUID()}`]: 'a file' })
    mkdirSync(join(directory, 'htmlgraph-project'))
    expect(await sweepOrphans(directory)).toEqual([])
    expect(readdirSync(directory)).toHaveLength(2)
    expect(await sweepOrphans(join(directory, 'missing'))).toEqual([])
    expect(hostname()).not.toBe('elsewhere')
  })
})
