import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { testProvider } from '@htmlgraph/testkit'
import { expect, it } from 'vitest'
import plugin from '../src/index.ts'
import { RECORDED_RUNS } from './recorded-runs.ts'

const RECORDINGS = join(import.meta.dirname, '../fixtures/codex-0.169.0')

it('has a row for every recorded run', () => {
  expect(Object.keys(RECORDED_RUNS).sort()).toEqual(readdirSync(RECORDINGS).sort())
})

testProvider({
  plugin,
  directory: RECORDINGS,
  recordings: RECORDED_RUNS,
  sample: 'codex-json',
  access: [
    { input: {}, access: 'read-only' },
    { input: { sandbox: 'read-only' }, access: 'read-only' },
    { input: { sandbox: 'workspace-write' }, access: 'workspace-write' },
    { input: { fullAuto: true }, access: 'workspace-write' },
    { input: { sandbox: 'workspace-write', fullAuto: true }, access: 'workspace-write' },
    { input: { sandbox: 'danger-full-access' }, access: 'full-access' },
    { input: { config: { notify: ['true'] } }, access: 'refused' },
    { input: { sandbox: 'workspace-write', config: { notify: ['true'] } }, access: 'refused' },
  ],
  loginPrompt: 'Your access token could not be refreshed. Please log out and sign in again.',
})
