import { testProvider } from '@htmlgraph/testkit'
import plugin from '../src/index.ts'
import { RECORDED_RUNS } from './recorded-runs.ts'

testProvider({
  plugin,
  directory: `${import.meta.dirname}/../fixtures/claude-2.1.330`,
  recordings: RECORDED_RUNS,
  sample: 'claude-stream',
  access: [
    { input: { approval: 'auto' }, access: 'workspace-write' },
    { input: { approval: 'manual' }, access: 'read-only' },
    { input: { approval: 'never' }, access: 'read-only' },
    { input: { allowedTools: ['Write'] }, access: 'workspace-write' },
  ],
  loginPrompt: 'Not logged in · Please run /login',
  exceptions: {
    'outcome-empty': 'Claude Code 2.1.330 was never seen to end well without a word or a deed',
  },
})
