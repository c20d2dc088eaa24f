import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createReplayExecutable } from '@htmlgraph/testkit/replay'
import { afterAll, describe, expect, it } from 'vitest'
import { copilot } from '../src/index.ts'

const PACKAGE = join(import.meta.dirname, '..')
const README = readFileSync(join(PACKAGE, 'README.md'), 'utf8')

// Inside the package, so that its own name and its peer are found.
const directory = mkdtempSync(join(PACKAGE, '.readme-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

describe('the README', () => {
  it('has an example that runs as it stands', () => {
    const example = /```js\n(.*?)```/s.exec(README)?.[1] ?? ''
    const file = join(directory, 'example.mjs')
    writeFileSync(file, example)
    const recording = join(PACKAGE, 'fixtures/copilot-1.0.102/copilot-tool-write-allowtool')
    using replay = createReplayExecutable({ recording, version: '1.0.102' })
    const child = spawnSync(process.execPath, [file], {
      encoding: 'utf8',
      env: { ...process.env, HTMLGRAPH_COPILOT_EXECUTABLE: replay.path },
    })
    expect(child.stderr).toBe('')
    expect(child.stdout.split('\n')).toEqual([
      'created /sandbox/work/w-jj7ZvX/out.txt',
      'Finished: wrote the file.',
      'claude-sonnet-4.6 says so',
      '',
    ])
  })

  it('names every option and every variable', () => {
    const names = [...Object.keys(copilot.options.shape), ...copilot.environment]
    const missing = names
      .map((name) => name.replace('COPILOT_PROVIDER_', ''))
      .filter((name) => !README.includes(`\`${name}\``))
    expect(missing).toEqual([])
  })
})
