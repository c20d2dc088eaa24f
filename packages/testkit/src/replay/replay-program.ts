/** What the replaying process finds beside its script, as `replay.json`. */
export interface ReplayPlan {
  /** What `--version` prints. */
  readonly version: string
  /** Base64, as are the bytes of standard error. */
  readonly stdout: string
  readonly stderr: string
  readonly code: number | null
  readonly signal: string | null
  readonly durationMs: number
  readonly stayAlive: boolean
}

/**
 * The program of a replay. Text, not a module of this package: it must run from a folder of its own,
 * wherever a bundler has put the rest.
 */
export const REPLAY_PROGRAM: string = String.raw`import { appendFileSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const plan = JSON.parse(readFileSync(new URL('replay.json', import.meta.url), 'utf8'))
const args = process.argv.slice(2)
const write = (stream, bytes) =>
  new Promise((done, failed) => stream.write(bytes, (error) => (error ? failed(error) : done())))

if (args.length === 1 && args[0] === '--version') {
  await write(process.stdout, plan.version + '\n')
  process.exit(0)
}

const input = []
for await (const chunk of process.stdin) input.push(chunk)
appendFileSync(
  new URL('invocations.jsonl', import.meta.url),
  JSON.stringify({
    pid: process.pid,
    cwd: process.cwd(),
    args,
    stdin: Buffer.concat(input).toString(),
    environment: Object.keys(process.env).sort(),
  }) + '\n',
)

const stdout = Buffer.from(plan.stdout, 'base64')
const ends = []
for (let end = 0; end < stdout.length; ends.push(end)) {
  end = stdout.indexOf(10, end) + 1 || stdout.length
}
const begun = performance.now()
const waitFor = async (share) => {
  const restMs = plan.durationMs * share - (performance.now() - begun)
  if (restMs > 0) await sleep(restMs)
}
for (const [index, end] of ends.entries()) {
  await waitFor(index / ends.length)
  await write(process.stdout, stdout.subarray(ends[index - 1] ?? 0, end))
}
await waitFor(1)
if (plan.stderr !== '') await write(process.stderr, Buffer.from(plan.stderr, 'base64'))

if (plan.stayAlive || plan.signal !== null) setInterval(() => {}, 60_000)
if (plan.stayAlive === false) {
  if (plan.signal === null) process.exit(plan.code)
  process.kill(process.pid, plan.signal)
}
`
