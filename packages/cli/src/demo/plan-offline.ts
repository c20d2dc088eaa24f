import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AgentResult } from '@htmlgraph/core'
import { createReplayExecutable } from '@htmlgraph/testkit/replay'
import { RECORDINGS_DIRECTORY } from '../recordings-directory.ts'
import type { DemoPlan, DemoTask } from './demo-task.ts'

/** An entry of `recordings/<provider>/demo.json`. */
interface Scene {
  readonly name: string
  /** The folder of the recorded run. */
  readonly recording: string
  /** The role. */
  readonly agent: string
  readonly prompt: string
  /** Milliseconds over which the replay is spread. */
  readonly durationMs: number
  readonly expected: AgentResult['outcome']
  readonly remark: string | null
}

/**
 * Tasks for offline agents: real processes that replay recorded sessions, read by the real provider.
 *
 * @param providers The ids of the registered providers; those without recordings are left out.
 */
export function planOffline(providers: readonly string[]): DemoPlan {
  const replays: Disposable[] = []
  const dispose = (): void => {
    for (const replay of replays) replay[Symbol.dispose]()
  }
  const run = randomUUID().slice(0, 8)
  try {
    const tasks = providers.flatMap((provider) =>
      readScenes(provider).map((scene) => taskOf(scene, { provider, run, replays })),
    )
    return { mode: 'offline', tasks, [Symbol.dispose]: dispose }
  } catch (error) {
    dispose()
    throw error
  }
}

function readScenes(provider: string): readonly Scene[] {
  const file = join(RECORDINGS_DIRECTORY, provider, 'demo.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Scene[]) : []
}

interface SceneContext {
  readonly provider: string
  /** Tells the tasks of this run from those of others. */
  readonly run: string
  /** Takes in what has to be removed in the end. */
  readonly replays: Disposable[]
}

function taskOf(scene: Scene, { provider, run, replays }: SceneContext): DemoTask {
  const recording = join(RECORDINGS_DIRECTORY, provider, scene.recording)
  const replay = createReplayExecutable({ recording, durationMs: scene.durationMs })
  replays.push(replay)
  return {
    task: {
      taskId: `${scene.name}-${run}`,
      agent: scene.agent,
      provider,
      prompt: scene.prompt,
      executable: replay.path,
      properties: { offline: true, recording: scene.recording },
    },
    expected: scene.expected,
    remark: scene.remark,
    recording: scene.recording,
  }
}
