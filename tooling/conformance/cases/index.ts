import type { AgentCli } from '../src/agent-cli.ts'
import type { ConformanceCase } from '../src/conformance-case.ts'
import { claudeCases } from './claude/index.ts'
import { codexCases } from './codex/index.ts'
import { copilotCases } from './copilot/index.ts'
import { geminiCases } from './gemini/index.ts'
import { sharedCases } from './shared/index.ts'

const OWN_CASES: ReadonlyMap<string, readonly ConformanceCase[]> = new Map([
  ['claude', claudeCases],
  ['codex', codexCases],
  ['gemini', geminiCases],
  ['copilot', copilotCases],
])

/** Every case of a CLI: what all must do, and what it alone does. */
export function casesOf(cli: AgentCli): readonly ConformanceCase[] {
  return [...sharedCases(cli), ...(OWN_CASES.get(cli.id) ?? [])]
}
