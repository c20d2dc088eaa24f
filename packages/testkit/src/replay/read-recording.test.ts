import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { readRecording } from './read-recording.ts'

const folderWith = (files: Record<string, string>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'htmlgraph-recording-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}
const files = { argv: 'agent\n-p\n\nlast argument\n', stdout: 'out', exit: '0\n' }

it('reads one argument a line, empty ones too', () => {
  expect(readRecording(folderWith(files)).argv).toEqual(['agent', '-p', '', 'last argument'])
})

it('tells variables from notes and keeps what follows the first equals sign', () => {
  const env = 'A=1=2\nEMPTY=\n# cwd=/sandbox\n\n'
  const recording = readRecording(folderWith({ ...files, env }))
  expect(recording.env).toEqual({ A: '1=2', EMPTY: '' })
  expect(recording.notes).toEqual(['cwd=/sandbox'])
})

it('tells no input from empty input', () => {
  expect(readRecording(folderWith(files)).stdin).toBeNull()
  expect(readRecording(folderWith({ ...files, stdin: '' })).stdin).toEqual(Buffer.alloc(0))
})

it.each([
  ['0', { code: 0 }],
  ['143\n', { code: 143 }],
  ['SIGTERM', { signal: 'SIGTERM' }],
  ['signal SIGKILL (killed by our timeout)', { signal: 'SIGKILL' }],
  ['1\noutside file written: false', { code: 1 }],
])('reads the exit %j', (exit, expected) => {
  expect(readRecording(folderWith({ ...files, exit })).exit).toEqual(expected)
})

it.each(['None', '', '256', '-1', 'signal SIGNOTHING'])('refuses the exit %j by name', (exit) => {
  expect(() => readRecording(folderWith({ ...files, exit }))).toThrow(
    /recording .*: exit is .*; expected a code such as "0", or a signal/,
  )
})

it.each(['argv', 'stdout', 'exit'])('names the file that is missing: %s', (missing) => {
  const folder = folderWith(files)
  rmSync(join(folder, missing))
  expect(() => readRecording(folder)).toThrow(`it has no file "${missing}"`)
})

it('refuses a line of the environment that is neither variable nor note', () => {
  expect(() => readRecording(folderWith({ ...files, env: 'nonsense' }))).toThrow(
    'env has the line "nonsense"; expected NAME=value',
  )
})
