import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type DelegationTask,
  HeadlessSpawner,
  type LooseInput,
  type Spawner,
} from '@htmlgraph/core'
import type {
  Plugin,
  Provider,
  ProviderEvent,
  Run,
  RunPaths,
  RunRequest,
} from '@htmlgraph/core/provider'
import { onTestFinished } from 'vitest'
import {
  createReplayExecutable,
  type Recording,
  type ReplayExecutable,
  readRecording,
} from '../replay/index.ts'
import type { ConformanceInit, ConformanceInput } from './conformance-init.ts'
import { createRequest, deepFreeze } from './create-request.ts'
import { iterate } from './lines.ts'

/** What a case gives to one run. */
export interface SubjectInput extends ConformanceInput {
  readonly prompt?: string
  /** @default the one found on PATH */
  readonly executable?: string
}

/** What the spawner of a case is made with. */
export interface SubjectSpawner {
  /** Beside the one under test, which comes first. @default [] */
  readonly plugins?: readonly Plugin[]
  /** Variables beside PATH and HOME. @default {} */
  readonly variables?: Readonly<Record<string, string>>
}

/** The provider under test, with what the cases need to try it. */
export class Subject {
  readonly init: ConformanceInit
  readonly provider: Provider

  constructor(init: ConformanceInit, provider: Provider) {
    this.init = init
    this.provider = provider
  }

  /** The id of the provider. */
  get id(): string {
    return this.provider.id
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
    const { recordings, sample } = this.init
    const names = sample === undefined ? Object.keys(recordings) : [sample]
    const name = names.find((key) => recordings[key]?.outcome === 'completed')
    if (name !== undefined) return this.recording(name)
    throw new Error(
      `no recording is expected to be completed${sample === undefined ? '' : ` and called "${sample}"`}; the suite needs one as its sample.`,
    )
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
  async parse(
    lines: Iterable<string> | AsyncIterable<string>,
    over: Partial<RunRequest> = {},
  ): Promise<ProviderEvent[]> {
    const events: ProviderEvent[] = []
    for await (const event of this.provider.parse(iterate(lines), this.request(over))) {
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

  /** A spawner as any caller would make it, with an empty home. */
  spawner({ plugins = [], variables = {} }: SubjectSpawner = {}): Spawner {
    const env = { PATH: process.env.PATH ?? '', HOME: this.temporaryDirectory(), ...variables }
    return new HeadlessSpawner({ plugins: [this.init.plugin, ...plugins], env })
  }

  /** The input of one run, in an empty directory unless it says another. */
  complete(input: SubjectInput): LooseInput & { readonly prompt: string } {
    const cwd = input.cwd ?? this.temporaryDirectory()
    return { prompt: 'Say hello', ...this.init.input, ...input, cwd }
  }

  /** The same run as a task to be delegated. */
  toTask(input: SubjectInput): DelegationTask {
    const { prompt, ...rest } = this.complete(input)
    const own = Object.keys(this.provider.options.shape)
    const entries = Object.entries(rest)
    const options = Object.fromEntries(entries.filter(([name]) => own.includes(name)))
    const common = Object.fromEntries(entries.filter(([name]) => !own.includes(name)))
    return { ...common, prompt, agent: 'tester', provider: this.id, options }
  }

  /** The same with another version of its provider. */
  with(provider: Provider): Subject {
    const { plugin } = this.init
    const providers = plugin.providers.map((one) => (one === this.provider ? provider : one))
    const Self = this.constructor as typeof Subject
    return new Self({ ...this.init, plugin: { ...plugin, providers } }, provider)
  }

  /** Spawns as any caller would, with an empty home and `variables` beside PATH. */
  spawn(input: SubjectInput, variables: Readonly<Record<string, string>> = {}): Run {
    return this.spawner({ variables }).spawn(this.id, this.complete(input))
  }
}
