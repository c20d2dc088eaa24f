import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { recordRun } from './record-run.ts'

const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'htmlgraph-recording-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}
const node = process.execPath

it('writes what the program was given, what it printed and how it ended', async () => {
  const script = 'process.stdin.pipe(process.stdout); console.error("oh"); process.exitCode = 7'
  const recording = await recordRun({
    executable: node,
    args: ['-e', script, ''],
    env: { HOME: '/somewhere' },
    stdin: 'hello',
    notes: ['version=1'],
    directory: join(temporaryFolder(), 'deep', 'folder'),
  })
  expect(recording).toMatchObject({
    name: 'folder',
    argv: [node, '-e', script, ''],
    env: { HOME: '/somewhere' },
    notes: ['version=1'],
    exit: { code: 7 },
  })
  expect(recording.stdin?.toString()).toBe('hello')
  expect(recording.stdout.toString()).toBe('hello')
  expect(recording.stderr.toString()).toBe('oh\n')
})

it('writes no secret and no path that was to be rewritten', async () => {
  const directory = temporaryFolder()
  const script = 'console.log(process.env.MY_API_KEY, process.execPath)'
  await recordRun({
    executable: node,
    args: ['-e', script],
    env: { MY_API_KEY: 'sk-live-1' },
    rewrite: { [node]: '/sandbox/node' },
    directory,
  })
  const read = (file: string): string => readFileSync(join(directory, file), 'utf8')
  expect(read('stdout')).toBe('not-recorded /sandbox/node\n')
  expect(read('env')).toBe('MY_API_KEY=not-recorded\n')
  expect(read('argv')).toBe(`/sandbox/node\n-e\n${script}\n`)
})

it('says when it had to kill the program', async () => {
  const directory = temporaryFolder()
  const args = ['-e', 'setInterval(() => {}, 1000)']
  const recording = await recordRun({ executable: node, args, directory, timeoutMs: 100 })
  expect(recording.exit).toEqual({ signal: 'SIGKILL' })
  expect(readFileSync(join(directory, 'exit'), 'utf8')).toContain('killed by our timeout')
})

it('rejects when the program cannot be started', async () => {
  const run = recordRun({ executable: '/no/such/program', directory: temporaryFolder() })
  await expect(run).rejects.toThrow('ENOENT')
})
