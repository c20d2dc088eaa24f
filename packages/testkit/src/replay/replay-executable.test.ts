import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Recording } from './recording.ts'
import { createReplayExecutable } from './replay-executable.ts'

const recording = (over: Partial<Recording> = {}): Recording => ({
  name: 'made-up',
  argv: ['/opt/agent cli/agent', '--json'],
  env: {},
  notes: ['version=1.2.3'],
  stdin: null,
  stdout: Buffer.from('{"a":1}\n{"b":"é"}\nno newline'),
  stderr: Buffer.from('careful\n'),
  exit: { code: 3 },
  ...over,
})

const run = (path: string, args: string[] = [], input = '') =>
  spawnSync(path, args, { input, timeout: 20_000, shell: process.platform === 'win32' })

it('prints the recorded bytes and ends with the recorded code', () => {
  using cli = createReplayExecutable({ recording: recording() })
  const result = run(cli.path)
  expect(result.stdout).toEqual(recording().stdout)
  expect(result.stderr).toEqual(recording().stderr)
  expect(result.status).toBe(3)
})

it.each(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'] as const)('dies of a recorded %s', (signal) => {
  using cli = createReplayExecutable({ recording: recording({ exit: { signal } }) })
  const result = run(cli.path)
  expect(result.signal).toBe(signal)
  expect(result.stdout).toEqual(recording().stdout)
})

it('keeps bytes that are no text, also when texts are substituted', () => {
  const stdout = Buffer.from([0xff, 0x00, 0xc3, 0x0a, ...Buffer.from('séance')])
  using cli = createReplayExecutable({
    recording: recording({ stdout }),
    substitute: { séance: '$& 2' },
  })
  expect(run(cli.path).stdout).toEqual(
    Buffer.from([0xff, 0x00, 0xc3, 0x0a, ...Buffer.from('$& 2')]),
  )
})

it('tells what each start was given, without the values of its environment', () => {
  using cli = createReplayExecutable({ recording: recording() })
  expect(cli.invocations()).toEqual([])
  run(cli.path, ['-x', 'two words', ''], 'the prompt')
  const [invocation] = cli.invocations()
  expect(invocation).toMatchObject({ args: ['-x', 'two words', ''], stdin: 'the prompt' })
  expect(invocation?.environment).toContain('PATH')
})

it('says that it is a replay when asked for its version', () => {
  using cli = createReplayExecutable({ recording: recording() })
  using other = createReplayExecutable({ recording: recording(), version: '9.0' })
  expect(run(cli.path, ['--version']).stdout.toString()).toBe('1.2.3 (replay)\n')
  expect(run(other.path, ['--version']).stdout.toString()).toBe('9.0 (replay)\n')
})

it('spreads the lines over the time asked for', () => {
  using cli = createReplayExecutable({ recording: recording(), durationMs: 300 })
  const begun = performance.now()
  expect(run(cli.path).stdout).toEqual(recording().stdout)
  expect(performance.now() - begun).toBeGreaterThanOrEqual(300)
})

it('removes its temporary directory when it is disposed of', () => {
  const cli = createReplayExecutable({ recording: recording() })
  run(cli.path)
  cli.dispose()
  cli.dispose()
  expect(existsSync(cli.directory)).toBe(false)
})
