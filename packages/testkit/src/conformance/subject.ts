import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HeadlessSpawner } from '@htmlgraph/core'
import type { Provider, ProviderEvent, Run, RunPaths, RunRequest } from '@htmlgraph/core/provider'
import { onTestFinished } from 'vitest'
import {
  createReplayExecutable,
  type Recording,
  type ReplayExecutable,
  readRecording,
} from '../replay/index.ts'
import type { ConformanceInit, ConformanceInput } from './conformance-init.ts'
import { createRequest, deepFreeze } from './create-request.ts'

/** What a case gives to one run. */
export interface SubjectInput extends ConformanceInput {
  readonly prompt?: string
  readonly executable: string
}

/** The provider under test, with what the cases need to try it. */
export class Subject {
  readonly init: ConformanceInit
  readonly provider: Provider

  constructor(init: ConformanceInit, provider: Provider) {
    this.init = init
    this.provider = provider
  }

  /** A recording by its name. */
  recording(name: string): Recording {
    return readRecording(join(this.init.directory, name))
  }

  /** All recordings of the table. */
  recordings(): Recording[] {
    return Object.keys(this.init.recordings).map((name) => this.recording(name))
  }

  /** A recorded run that went well. */
  sample(): Recording {
    const entry = Object.entries(this.init.recordings).find(
      ([, expected]) => expected.outcome === 'completed',
    )
    if (entry !== undefined) return this.recording(entry[0])
    throw new Error('no recording is expected to be completed; the suite needs one as its sample.')
  }

  /** A request as core would hand it over; frozen all through. */
  request(over: Partial<RunRequest> = {}): RunRequest {
    const names = Object.keys(this.provider.options.shape)
    const given = Object.entries(this.init.input ?? {}).filter(([name]) => names.includes(name))
    return createRequest(this.provider, { options: Object.fromEntries(given), ...over })
  }

  /** Places that do not exist: a command is made without looking at them. */
  readonly paths: RunPaths = deepFreeze({
    run: join(tmpdir(), 'htmlgraph-nowhere', 'run'),
    home: join(tmpdir(), 'htmlgraph-nowhere', 'home'),
    env: {},
  })

  /** The events of these lines. */
  async parse(lines: Iterable<string> | AsyncIterable<string>): Promise<ProviderEvent[]> {
    const events: ProviderEvent[] = []
    for await (const event of this.provider.parse(iterate(lines), this.request())) {
      events.push(event)
    }
    return events
  }

  /** A directory that is removed after the test. */
  temporaryDirectory(): string {
    const path = realpathSync(mkdtempSync(join(tmpdir(), 'htmlgraph-conformance-')))
    onTestFinished(() => rmSync(path, { recursive: true, force: true, maxRetries: 3 }))
    return path
  }

  /** An executable that replays a run; removed after the test. */
  replay(recording: Recording, stayAlive = false): ReplayExecutable {
    const name = this.provider.executable.command
    const executable = createReplayExecutable({ recording, name, stayAlive })
    onTestFinished(() => executable.dispose())
    return executable
  }

  /** Spawns as any caller would, with an empty home and `variables` beside PATH. */
  spawn(input: SubjectInput, variables: Readonly<Record<string, string>> = {}): Run {
    const directory = this.temporaryDirectory()
    const env = { PATH: process.env.PATH ?? '', HOME: directory, ...variables }
    const spawner = new HeadlessSpawner({ plugins: [this.init.plugin], env })
    const all = { prompt: 'Say hello', cwd: directory, ...this.init.input, ...input }
    return spawner.spawn(this.provider.id as string, all)
  }
}

/** The lines of what a program printed. */
export function linesOf(output: Buffer): string[] {
  const lines = output.toString().split('\n')
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

async function* iterate(lines: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  yield* lines
}
