import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { createFakeExecutable, type FakeExecutable } from '../replay/index.ts'
import type { ConformanceCase } from './conformance-case.ts'
import type { Subject } from './subject.ts'
import { cutBeforeEnd } from './verdict-cases.ts'

const FOREIGN_SECRETS = ['OTHER_API_KEY', 'AWS_SECRET_ACCESS_KEY', 'NPM_TOKEN', 'DATABASE_URL']

/** What reaches the process, and what is left of it. */
export const processCases: readonly ConformanceCase[] = [
  {
    name: 'environment-allowed',
    title: 'gives its child the variables it lists and no secret of others',
    async run(subject) {
      const own = subject.provider.environment
      const foreign = FOREIGN_SECRETS.filter((name) => !own.includes(name))
      const variables = [...own, ...foreign].map((name) => [name, 'from-the-suite'] as const)
      const cli = subject.replay(subject.sample())
      await subject.spawn({ executable: cli.path }, Object.fromEntries(variables))
      const received = cli.invocations()[0]?.environment ?? []
      const { env = {} } = subject.provider.command(subject.request(), subject.paths)
      expect(received).toEqual(expect.arrayContaining(own.filter((name) => env[name] !== null)))
      expect(received.filter((name) => foreign.includes(name))).toEqual([])
    },
  },
  {
    name: 'raw-output',
    title: 'keeps the events of the CLI when they are asked for, and only then',
    async run(subject) {
      const cli = subject.replay(subject.sample())
      const plain = await subject.spawn({ executable: cli.path })
      const asked = await subject.spawn({ executable: cli.path, outputJson: true })
      expect(plain.rawOutput).toEqual([])
      expect(asked.rawOutput).not.toEqual([])
    },
  },
  {
    name: 'cancel-leaves-nothing',
    title: 'leaves no process behind when it is cancelled, not even one that went off on its own',
    async run(subject) {
      const { cli, strayPid } = await createAgentWithStray(subject)
      const run = subject.spawn({ executable: cli.path })
      let pid = 0
      for await (const event of run) {
        if (event.type === 'process-start') pid = event.pid
        else break
      }
      run.cancel()
      const result = await run
      expect(result).toMatchObject({ success: false, outcome: 'cancelled', pid })
      expect(isAlive(pid), 'the agent').toBe(false)
      expect(isAlive(strayPid()), 'what it started').toBe(false)
    },
  },
]

interface AgentWithStray {
  readonly cli: FakeExecutable
  /** Known as soon as the agent has printed anything. */
  strayPid(): number
}

async function createAgentWithStray(subject: Subject): Promise<AgentWithStray> {
  const pidFile = join(subject.temporaryDirectory(), 'stray.pid')
  const { stdout } = await cutBeforeEnd(subject)
  const script = `import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
const stay = ['-e', 'setInterval(() => {}, 1000)']
const stray = spawn(process.execPath, stay, { detached: true, stdio: 'ignore' })
writeFileSync(${JSON.stringify(pidFile)}, String(stray.pid))
process.stdout.write(Buffer.from(${JSON.stringify(stdout.toString('base64'))}, 'base64'))
setInterval(() => {}, 1000)
`
  const cli = createFakeExecutable({ script, name: subject.provider.executable.command })
  const strayPid = (): number => Number(readFileSync(pidFile, 'utf8'))
  onTestFinished(() => {
    cli.dispose()
    if (isAlive(strayPid())) process.kill(strayPid(), 'SIGKILL')
  })
  return { cli, strayPid }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  return process.platform !== 'linux' || !isZombie(pid)
}

// In a container nobody may collect the dead: they keep their number, but run no more.
function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return true
  }
}
