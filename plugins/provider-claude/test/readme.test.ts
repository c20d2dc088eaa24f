import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createReplayExecutable } from '@htmlgraph/testkit/replay'
import { afterAll, describe, expect, it } from 'vitest'
import { claudeOptions } from '../src/options.ts'

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
    const recording = join(PACKAGE, 'fixtures/claude-2.1.330/claude-mode-auto')
    using replay = createReplayExecutable({ recording, version: '2.1.330' })
    const child = spawnSync(process.execPath, [file], {
      encoding: 'utf8',
      env: { ...process.env, HTMLGRAPH_CLAUDE_EXECUTABLE: replay.path },
    })
    expect(child.stderr).toBe('')
    expect(child.stdout.split('\n')).toEqual([
      'uses Bash',
      'The command finished.',
      'claude-opus-5-5: 854 tokens, $0.0014',
      '',
    ])
  })

  it('names every option', () => {
    const table = README.slice(README.indexOf('## Options'), README.indexOf('## What a run'))
    const missing = Object.keys(claudeOptions.shape).filter(
      (name) => !table.includes(`\`${name}\``),
    )
    expect(missing).toEqual([])
  })
})
