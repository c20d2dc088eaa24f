import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { openStore, type Store } from '@htmlgraph/core/store'
import { SHARED } from './crash-records.ts'
import { type Expectation, readHistory } from './history.ts'
import { createTally, type Tally } from './tally.ts'
import { verifyAll, verifyWriter } from './verify.ts'

const WRITER = join(import.meta.dirname, 'writer.ts')

/** After so many kills all writers are killed at once, and the whole store is compared with all histories. */
const ROUND = 25

/** A writer lives at most so long after it has begun to write, in milliseconds. */
const LONGEST_LIFE_MS = 120

/** How it is done. */
export interface CrashOptions {
  readonly kills: number
  /** How many processes write at the same time. */
  readonly writers: number
}

interface Writer {
  readonly name: string
  readonly child: ChildProcess
  readonly ready: Promise<unknown>
}

/** Kills writers at moments of chance and says what became of what they had written. */
export async function runCrashes({ kills, writers }: CrashOptions): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'htmlgraph-crash-'))
  const crash = new Crash(folder)
  try {
    let running = Array.from({ length: writers }, () => crash.startWriter())
    while (crash.tally.kills < kills) {
      const place = Math.floor(Math.random() * running.length)
      await crash.kill(running[place] as Writer)
      if (crash.tally.kills % ROUND === 0 || crash.tally.kills === kills) {
        await Promise.all(
          running.filter((_, other) => other !== place).map((each) => crash.kill(each)),
        )
        crash.verifyAll()
        running = running.map(() => crash.startWriter())
      } else running[place] = crash.startWriter()
    }
    await Promise.all(running.map(({ child }) => stop(child)))
    return crash.tally
  } finally {
    crash.store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

class Crash {
  readonly tally: Tally = createTally()
  /** Of a process that lives on while the writers die. */
  readonly store: Store
  readonly #root: string
  readonly #histories: string
  readonly #known = new Map<string, Expectation>()
  #started = 0

  constructor(folder: string) {
    this.#root = join(folder, 'project')
    this.#histories = join(folder, 'histories')
    for (const path of [this.#root, this.#histories]) mkdirSync(path)
    this.store = openStore({ root: this.#root })
    for (const taskId of SHARED) this.store.taskDelegations.create({ taskId })
  }

  startWriter(): Writer {
    this.#started += 1
    const name = `writer-${this.#started}`
    const history = this.#historyOf(name)
    writeFileSync(history, '')
    const child = fork(WRITER, [this.#root, name, history], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
    return { name, child, ready: once(child, 'message') }
  }

  /** Kills a writer while it writes, and looks at what it leaves. */
  async kill({ name, child, ready }: Writer): Promise<void> {
    await ready
    await delay(Math.random() * LONGEST_LIFE_MS)
    await stop(child)
    this.tally.kills += 1
    const expectation = readHistory(this.#historyOf(name))
    this.#known.set(name, expectation)
    verifyWriter(this.store, expectation, this.tally)
  }

  /** By a store that is opened for it, as after a start of the machine. */
  verifyAll(): void {
    const fresh = openStore({ root: this.#root })
    verifyAll(fresh, this.#known, this.tally)
    fresh.close()
  }

  #historyOf(name: string): string {
    return join(this.#histories, `${name}.jsonl`)
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    throw new Error(`A writer ended by itself, with ${child.exitCode ?? child.signalCode}.`)
  }
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
