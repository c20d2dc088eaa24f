import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createReplayExecutable } from '@htmlgraph/testkit/replay'
import { afterAll, describe, expect, it } from 'vitest'
import { gemini } from '../src/index.ts'

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
    const recording = join(PACKAGE, 'fixtures/gemini-0.61.0/gemini-tool-write-auto_edit-sj')
    using replay = createReplayExecutable({ recording, version: '0.61.0' })
    const child = spawnSync(process.execPath, [file], {
      encoding: 'utf8',
      env: { ...process.env, HTMLGRAPH_GEMINI_EXECUTABLE: replay.path },
    })
    expect(child.stderr).toBe('')
    expect(child.stdout.split('\n')).toEqual([
      'changed out.txt',
      'Finished: wrote the file.',
      'gemini-3.8-flash: 2109 tokens',
      '',
    ])
  })

  it('names every option and every variable', () => {
    const names = [...Object.keys(gemini.options.shape), ...gemini.environment]
    expect(names.filter((name) => !README.includes(`\`${name}\``))).toEqual([])
  })
})
