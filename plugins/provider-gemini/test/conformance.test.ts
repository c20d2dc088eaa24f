import { testProvider } from '@htmlgraph/testkit'
import plugin from '../src/index.ts'
import { RECORDED_RUNS } from './recorded-runs.ts'

/** What the suite compares; the rows are looked at by another test. */
const recordings = Object.fromEntries(
  Object.entries(RECORDED_RUNS).map(([name, { usage: _, ...expected }]) => [name, expected]),
)

testProvider({
  plugin,
  directory: `${import.meta.dirname}/../fixtures/gemini-0.61.0`,
  recordings,
  sample: 'gemini-stream-json',
  access: [
    { input: { approvalMode: 'default' }, access: 'read-only' },
    { input: { approvalMode: 'plan' }, access: 'read-only' },
    { input: { approvalMode: 'auto_edit' }, access: 'workspace-write' },
    { input: { approvalMode: 'yolo' }, access: 'refused' },
    { input: { approvalMode: 'yolo', access: 'full-access' }, access: 'full-access' },
    { input: { trustWorkspace: true }, access: 'read-only' },
  ],
  loginPrompt: 'Opening authentication page in your browser. Do you want to continue? [Y/n]: ',
})
