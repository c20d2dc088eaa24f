import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createReplayExecutable } from '@htmlgraph/testkit/replay'
import { root } from './repository.ts'

/** Recorded runs that went well, by provider. */
const RECORDINGS = {
  claude: 'claude-2.1.330/claude-stream',
  codex: 'codex-0.169.0/codex-json',
  copilot: 'copilot-1.0.102/copilot-json-usage-file',
  gemini: 'gemini-0.61.0/gemini-stream-json',
} as const

/** Other recordings than those, by provider. */
export type Recordings = Readonly<Partial<Record<keyof typeof RECORDINGS, string>>>

/** The examples of a page, TypeScript or JavaScript, as they stand. */
export function examplesOf(page: string): string[] {
  const text = readFileSync(join(root, page), 'utf8')
  return [...text.matchAll(/^```[tj]s\n(.*?)^```$/gms)].map(([, code]) => code ?? '')
}

/**
 * Runs an example in a project of its own that has all providers, with executables that replay recorded runs.
 *
 * @returns What it printed.
 */
export async function runExample(example: string, others: Recordings = {}): Promise<string> {
  const project = createProject()
  const replays = Object.entries({ ...RECORDINGS, ...others }).map(([id, name]) => {
    const recording = join(root, `plugins/provider-${id}/fixtures/${name}`)
    return [
      `HTMLGRAPH_${id.toUpperCase()}_EXECUTABLE`,
      createReplayExecutable({ recording }),
    ] as const
  })
  try {
    const file = join(project, 'example.ts')
    writeFileSync(file, example)
    const paths = replays.map(([variable, { path }]) => [variable, path])
    const env = { PATH: '/usr/bin:/bin', HOME: project, ...Object.fromEntries(paths) }
    const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd: project, env })
    return stdout
  } finally {
    for (const [, replay] of replays) replay.dispose()
    rmSync(project, { recursive: true, force: true })
  }
}

function createProject(): string {
  const project = mkdtempSync(join(tmpdir(), 'htmlgraph-example-'))
  const providers = [...Object.keys(RECORDINGS), 'cost'].map((id) => `provider-${id}`)
  mkdirSync(join(project, 'node_modules/@htmlgraph'), { recursive: true })
  const link = (name: string, folder: string): void =>
    symlinkSync(join(root, folder), join(project, 'node_modules/@htmlgraph', name))
  link('core', 'packages/core')
  for (const name of providers) link(name, `plugins/${name}`)
  const names = ['core', ...providers].map((name) => [`@htmlgraph/${name}`, '*'])
  const manifest = { type: 'module', dependencies: Object.fromEntries(names) }
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest))
  return project
}
