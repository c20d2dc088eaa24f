import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type ModelUsage,
  NOTHING_COLLECTED,
  type Provider,
  priceRun,
  priceUsage,
} from '@htmlgraph/core/provider'
import claude from '@htmlgraph/provider-claude'
import codex from '@htmlgraph/provider-codex'
import copilot from '@htmlgraph/provider-copilot'
import cost from '@htmlgraph/provider-cost'
import gemini from '@htmlgraph/provider-gemini'
import { createRequest } from '@htmlgraph/testkit'
import { describe, expect, it } from 'vitest'
import { root } from './repository.ts'

/** The day of the recordings, by whose prices they are priced. */
const AT = new Date('2026-11-23T12:00:00Z')
const EXITED = { exitCode: 0, signal: null, stderrTail: '' }

/** What a CLI left behind: what it printed, and files that were read back, both as paths of fixtures. */
interface Captured {
  readonly stdout?: string
  readonly files?: Readonly<Record<string, string>>
  readonly resume?: string
}

function read(provider: Provider, path: string): string {
  return readFileSync(join(root, `plugins/provider-${provider.id}/fixtures`, path), 'utf8')
}

/** The usage of a captured run, priced, as core would have it. */
async function usageOf(provider: Provider, captured: Captured): Promise<readonly ModelUsage[]> {
  const { resume } = captured
  const request = createRequest(provider, resume === undefined ? {} : { resume })
  let usage: readonly ModelUsage[] = []
  async function* lines(): AsyncGenerator<string> {
    if (captured.stdout !== undefined) yield* read(provider, captured.stdout).split('\n')
  }
  for await (const event of provider.parse(lines(), request)) {
    if (event.type === 'usage') ({ usage } = event)
  }
  const files = new Map(
    Object.entries(captured.files ?? {}).map(([name, path]) => [name, read(provider, path)]),
  )
  const end = { type: 'end', response: 'Done.', failure: null } as const
  const collected = { ...NOTHING_COLLECTED, end, usage, files }
  const finish = provider.finish(EXITED, collected, request)
  const measured = { usage: finish.usage ?? usage, model: finish.model ?? null, at: AT }
  return priceRun(cost.pricing ?? null, measured).usage
}

const [claudeCode, codexCli, copilotCli, geminiCli] = [claude, codex, copilot, gemini].map(
  ({ providers: [provider] }) => provider as Provider,
) as [Provider, Provider, Provider, Provider]

const SESSION = '3f0a5c62-7d1e-4b39-9c55-0a8d3f6b1e70'
const HELLO = 'claude-2.1.330/claude-stream/stdout'
const SUBAGENT = 'claude-2.1.330/claude-subagent/stdout'
const RESUMED = 'claude-2.1.330/claude-resume-stream/stdout'
const TURN = 'codex-0.169.0/codex-json/stdout'
const THOUGHTS = 'gemini-0.61.0/gemini-think-stream-json/stdout'

/** A row: model, uncached input, cached, written, output, of it reasoning, micro-dollars. */
type Row = readonly [string | null, ...(readonly (number | null)[])]

/** Worked out by hand, at US dollars per million tokens. */
const CASES: readonly (readonly [string, Provider, Captured, readonly Row[]])[] = [
  // $4 in, $0.20 cached, $5 written, $20 out: 400 + 60 + 100 + 140, which is what the CLI says.
  ['Claude Code', claudeCode, { stdout: HELLO }, [['claude-opus-5-5', 100, 300, 20, 7, 0, 700]]],
  // Three calls, one of them by the subagent, which the top-level usage leaves out.
  ['subagents', claudeCode, { stdout: SUBAGENT }, [['claude-opus-5-5', 300, 900, 60, 21, 0, 2100]]],
  // The CLI says $0.0042 for the six turns of the session; one of them is this run.
  [
    'a resumed session',
    claudeCode,
    { stdout: RESUMED, resume: SESSION },
    [['claude-opus-5-5', 100, 300, 20, 7, 0, 700]],
  ],
  // 420 of input hold 300 cached and 20 written. The stream names no model, and without one there is no price.
  ['Codex without its session', codexCli, { stdout: TURN }, [[null, 100, 300, 20, 17, 10, null]]],
  // $5 in, $30 out: 500 + 600. $0.10 in, $0.50 out: 10 + 10.
  [
    'Codex, a resumed session with two models',
    codexCli,
    { stdout: TURN, files: { rollout: 'rollouts/third.jsonl' }, resume: 'x' },
    [
      ['gpt-5.5', 100, 0, 0, 20, 0, 1100],
      ['gpt-6-luna', 100, 0, 0, 20, 0, 20],
    ],
  ],
  // Of 1,000 prompt tokens 300 are cached; 20 of output and 7 thoughts, which only the total tells of.
  // $0.30 in, $2.50 out: 15 + 12.5. $0.75 in, $0.075 cached, $3.75 out: 525 + 22.5 + 101.25.
  [
    'Gemini CLI with thoughts, and its router',
    geminiCli,
    { stdout: THOUGHTS },
    [
      ['gemini-3.5-flash-lite', 50, 0, 0, 5, 0, 28],
      ['gemini-3.8-flash', 700, 300, 0, 27, 7, 649],
    ],
  ],
  // 2,000 of input hold 600 cached. $2.50 in, $0.25 cached, $15 out: 3,500 + 150 + 600. No credits are told: that is not 0.
  [
    'Copilot CLI',
    copilotCli,
    { files: { usage: 'copilot-usage-ok.json' } },
    [['gpt-5.4', 1400, 600, 0, 40, 14, 4250]],
  ],
  // 30 were written to a cache, for which nobody names a price.
  [
    'Copilot CLI, a resumed session',
    copilotCli,
    {
      files: { usage: 'copilot-usage-resumed.json', session: 'copilot-session-resumed.jsonl' },
      resume: SESSION,
    },
    [['gpt-5.4', 900, 60, 30, 90, 36, null]],
  ],
  ['an API that refused', copilotCli, { files: { usage: 'copilot-usage-err401.json' } }, []],
]

describe('what a captured run used and cost:', () => {
  it.each(CASES)('%s', async (_title, provider, captured, expected) => {
    const rows = (await usageOf(provider, captured)).map((row) => [
      ...[row.model, row.inputTokens, row.cachedInputTokens, row.cacheWriteTokens],
      ...[row.outputTokens, row.reasoningTokens, row.costMicroUsd],
    ])
    expect(rows).toEqual(expected)
  })

  it('is the same by our prices where the CLI tells its cost', async () => {
    for (const stdout of [HELLO, SUBAGENT]) {
      const [row] = await usageOf(claudeCode, { stdout })
      const rates = cost.pricing?.findRates(row?.model ?? '', AT)
      if (!row || !rates) throw new Error('the model has a price')
      expect(priceUsage(row, rates).costMicroUsd).toBe(row.costMicroUsd)
    }
  })
})
