import { expect, it } from 'vitest'
import { formatCase, formatSummary } from './report.ts'
import type { CaseReport } from './run-case.ts'

const passed: CaseReport = {
  theme: 'tools',
  name: 'goes on',
  passed: true,
  durationMs: 1234,
  failure: null,
}

const failed: CaseReport = {
  ...passed,
  passed: false,
  failure: { message: 'the files', expected: '[]', actual: "[ 'a' ]", evidence: ['{ one: 1 }'] },
}

it('says in one line that a case holds', () => {
  expect(formatCase(passed)).toBe('ok   tools: goes on (1.2 s)')
})

it('shows what was expected, what came and the evidence of a case that does not', () => {
  const lines = formatCase(failed)
    .split('\n')
    .map((line) => line.trim())
  expect(lines).toEqual([
    'FAIL tools: goes on (1.2 s)',
    'what: the files',
    'expected: []',
    "actual: [ 'a' ]",
    'result: { one: 1 }',
  ])
})

it('counts', () => {
  expect(formatSummary([passed, failed, passed])).toBe('2 passed, 1 failed')
})
