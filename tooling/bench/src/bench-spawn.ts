import { execa } from 'execa'
import { ProcessTree } from '../../../packages/core/src/runner/process-tree.ts'
import { spawnChild } from '../../../packages/core/src/runner/spawn-child.ts'
import { startProcess } from '../../../packages/core/src/runner/start-process.ts'
import { SupervisedProcess } from '../../../packages/core/src/runner/supervised-process.ts'
import { createAgentJob } from './agent-job.ts'
import { createRow, type Row } from './row.ts'
import { median, medianRatio, takeTurns } from './take-turns.ts'

const PROGRAM = '/bin/true'
const LEAN_EXECA = 'execa, buffer: false, cleanup: false'

/** Leaves what a run left behind alone. */
class NoSweep extends ProcessTree {
  override async sweep(): Promise<boolean> {
    return false
  }
}

/** Spawns a program that does nothing, and waits for its end. */
export async function benchSpawn(): Promise<Row[]> {
  const times = await takeTurns({
    rounds: 400,
    warmupRounds: 40,
    tasks: { execa: spawnWithExeca, runner: spawnWithoutSweep, complete: spawn, sweep },
  })
  const describe = (name: keyof typeof times): string =>
    `${median(times[name]).toFixed(2)} ms, execa ${median(times.execa).toFixed(2)} ms`
  return [
    createRow({
      name: 'spawn /bin/true, without the sweep',
      against: LEAN_EXECA,
      ratio: medianRatio(times.runner, times.execa),
      limit: { atMost: 1.15 },
      detail: describe('runner'),
    }),
    createRow({
      name: 'spawn /bin/true, with the sweep',
      against: LEAN_EXECA,
      ratio: medianRatio(times.complete, times.execa),
      limit: null,
      detail: describe('complete'),
    }),
    createRow({
      name: 'the sweep for strays alone',
      against: LEAN_EXECA,
      ratio: medianRatio(times.sweep, times.execa),
      limit: null,
      detail: describe('sweep'),
    }),
  ]
}

async function spawnWithExeca(): Promise<void> {
  const { env, cwd } = createAgentJob(PROGRAM, [])
  await execa(PROGRAM, [], { env, cwd, extendEnv: false, buffer: false, cleanup: false })
}

async function spawn(): Promise<void> {
  const outcome = await startProcess(createAgentJob(PROGRAM, []))
  if ('failure' in outcome) throw new Error(outcome.failure.message)
  await outcome.started.exit
}

async function spawnWithoutSweep(): Promise<void> {
  const job = createAgentJob(PROGRAM, [])
  const spawned = await spawnChild(job)
  if ('kind' in spawned) throw new Error(spawned.message)
  await new SupervisedProcess(spawned, job, new NoSweep(spawned.pid, spawned.mark)).exit
}

/** Looks for the children of a run that has none: no process has pid 2^22 or more on Linux. */
async function sweep(): Promise<void> {
  await new ProcessTree(2 ** 22, 'a mark that no process carries').sweep(0)
}
