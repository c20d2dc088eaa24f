import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createReplayExecutable, type ReplayExecutable } from '@htmlgraph/testkit/replay'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { root } from './repository.ts'

const RECORDING = join(root, 'plugins/provider-claude/fixtures/claude-2.1.330/claude-stream')

let project: string
let replay: ReplayExecutable

beforeEach(() => {
  replay = createReplayExecutable({ recording: RECORDING })
  project = mkdtempSync(join(tmpdir(), 'htmlgraph-readme-'))
  const packages = {
    core: 'packages/core',
    'provider-claude': 'plugins/provider-claude',
  }
  mkdirSync(join(project, 'node_modules/@htmlgraph'), { recursive: true })
  for (const [name, folder] of Object.entries(packages)) {
    symlinkSync(join(root, folder), join(project, 'node_modules/@htmlgraph', name))
  }
  const dependencies = { '@htmlgraph/core': '*', '@htmlgraph/provider-claude': '*' }
  writeFileSync(join(project, 'package.json'), JSON.stringify({ type: 'module', dependencies }))
})
afterEach(() => {
  replay.dispose()
  rmSync(project, { recursive: true, force: true })
})

/** The TypeScript examples of a page, as they stand. */
function examplesOf(page: string): string[] {
  const text = readFileSync(join(root, page), 'utf8')
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code ?? '')
}

async function run(example: string): Promise<string> {
  const file = join(project, 'example.ts')
  writeFileSync(file, example)
  const env = { PATH: '/usr/bin:/bin', HOME: project, HTMLGRAPH_CLAUDE_EXECUTABLE: replay.path }
  const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd: project, env })
  return stdout
}

describe.each([
  ['README.md', [/^completed claude-\S+ \d+ [\d.]+\n.*\S/s, /\S+ \d+\n$/]],
  ['packages/core/README.md', [/auth-login completed\n(.*\n)*0 failed\n$/]],
] as const)('%s', (page, outputs) => {
  const examples = examplesOf(page)

  it('has the examples that are run here', () => {
    expect(examples).toHaveLength(outputs.length)
  })

  it.each(examples.map((code, index) => [index + 1, code] as const))(
    'shows in example %i what runs as it stands',
    async (number, code) => {
      expect(await run(code)).toMatch(outputs[number - 1] ?? /^$/)
    },
  )
})
