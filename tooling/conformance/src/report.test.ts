import { expect, it } from 'vitest'
import { type CliReport, formatCase, formatSummary, isAllFine } from './report.ts'
import type { CaseReport } from './run-case.ts'

const passed: CaseReport = {
  cli: 'acme',
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

const acme: CliReport = {
  cli: 'acme',
  name: 'Acme CLI',
  version: '1.4.0',
  missing: null,
  cases: [passed, failed, passed],
}

it('says in one line that a case holds', () => {
  expect(formatCase(passed)).toBe('ok   acme: tools: goes on (1.2 s)')
})

it('shows what was expected, what came and the evidence of a case that does not', () => {
  const lines = formatCase(failed)
    .split('\n')
    .map((line) => line.trim())
  expect(lines).toEqual([
    'FAIL acme: tools: goes on (1.2 s)',
    'what: the files',
    'expected: []',
    "actual: [ 'a' ]",
    'result: { one: 1 }',
  ])
})

it('counts for each CLI and for all', () => {
  const other = { ...acme, name: 'Other CLI', version: '2.0.0', cases: [passed] }
  expect(formatSummary([acme, other]).split('\n')).toEqual([
    'Acme CLI 1.4.0: 2 passed, 1 failed',
    'Other CLI 2.0.0: 1 passed, 0 failed',
    '3 passed, 1 failed',
  ])
  expect(isAllFine([acme, other])).toBe(false)
  expect(isAllFine([other])).toBe(true)
})

it('counts a CLI that could not be installed as a failure, and says why', () => {
  const missing = { ...acme, missing: 'npm said: 404', cases: [] }
  expect(formatSummary([missing])).toMatch(/^Acme CLI 1.4.0: 0 passed, 1 failed.*\n +npm said: 404/)
  expect(formatSummary([missing])).toMatch(/\n0 passed, 1 failed$/)
  expect(isAllFine([missing])).toBe(false)
})
