import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { testProvider } from '@htmlgraph/testkit'
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
