import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HeadlessSpawner } from '@htmlgraph/core'
import { testProvider } from '@htmlgraph/testkit'
import { createReplayExecutable, readRecording } from '@htmlgraph/testkit/replay'
import { expect, it } from 'vitest'
import plugin from '../src/index.ts'
import { RECORDED_RUNS } from './recorded-runs.ts'

const RECORDINGS = join(import.meta.dirname, '../fixtures/copilot-1.0.102')

it('has a row for every recorded run', () => {
  expect(Object.keys(RECORDED_RUNS).sort()).toEqual(readdirSync(RECORDINGS).sort())
})

testProvider({
  plugin,
  directory: RECORDINGS,
  recordings: RECORDED_RUNS,
  loginPrompt: 'Error: No authentication information found.',
  access: [
    { input: {}, access: 'read-only' },
    { input: { allowTools: ['url(example.org)'] }, access: 'read-only' },
    { input: { allowTools: ['write'] }, access: 'workspace-write' },
    { input: { allowTools: ['write(src/**)', 'url'] }, access: 'workspace-write' },
    { input: { allowTools: ['shell(git:*)'] }, access: 'refused' },
    { input: { allowTools: ['docs(search)'] }, access: 'refused' },
    { input: { allowAllTools: true }, access: 'refused' },
    { input: { mcpConfig: './mcp.json' }, access: 'refused' },
  ],
})

it('keeps what was said in a run that never ended', { timeout: 60_000 }, async () => {
  // Its process was still there when the recorder gave up: it has no exit.
  const directory = join(import.meta.dirname, '../fixtures/never-ended')
  const stdout = readFileSync(join(directory, 'copilot-hangmid-sigterm-loader/stdout'))
  const recording = { ...readRecording(join(RECORDINGS, 'copilot-json')), stdout }
  using replay = createReplayExecutable({ recording, stayAlive: true })
  const spawner = new HeadlessSpawner({ plugins: [plugin] })
  const run = spawner.spawnCopilot({ prompt: 'x', executable: replay.path, idleTimeoutMs: 5_000 })
  expect(await run).toMatchObject({
    outcome: 'timed-out',
    error: { kind: 'timeout', workStarted: false },
    response: 'Hello from the mock model.',
    model: 'gpt-5.4',
    tokensUsed: null,
    sessionId: null,
  })
})
