import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Collected, NOTHING_COLLECTED, type RunRequest } from '@htmlgraph/core/provider'
import { createRequest, type RequestInput } from '@htmlgraph/testkit'
import { describe, expect, it } from 'vitest'
import { finishCopilot } from './finish.ts'
import { copilot } from './index.ts'
import type { CopilotOptions } from './options.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures')
const EXITED = { exitCode: 0, signal: null, stderrTail: '' }
const SESSION = '3f0a5c62-7d1e-4b39-9c55-0a8d3f6b1e70'
const FRESH = createRequest(copilot).sessionId

/** What is made of these files: names of fixtures, or texts that begin with a brace. */
function finish(names: Readonly<Record<string, string>>, over: RequestInput = {}) {
  const files = new Map(
    Object.entries(names).map(([name, given]) => [
      name,
      given.startsWith('{') ? given : readFileSync(join(FIXTURES, given), 'utf8'),
    ]),
  )
  const collected: Collected = {
    ...NOTHING_COLLECTED,
    end: { type: 'end', response: 'x', failure: null },
    files,
  }
  return finishCopilot(
    EXITED,
    collected,
    createRequest(copilot, over) as RunRequest<CopilotOptions>,
  )
}

/** As the service would say it: a row of one model with this charge. */
const charged = (aiCreditsStatus: string, totalNanoAiu: number): string =>
  JSON.stringify({
    modelMetrics: { m: { usage: { inputTokens: 10 }, aiCreditsStatus, totalNanoAiu } },
  })

describe('the usage of a run', () => {
  it('is what the file says, each token once', () => {
    expect(finish({ usage: 'copilot-usage-ok.json' }).usage).toEqual([
      {
        model: 'gpt-5.4',
        inputTokens: 1400,
        cachedInputTokens: 600,
        cacheWriteTokens: 0,
        cacheWriteLongTokens: null,
        outputTokens: 40,
        reasoningTokens: 14,
        costMicroUsd: null,
        priceVersion: null,
      },
    ])
  })

  it.for(['err400', 'err401', 'err403', 'err404', 'err429quota', 'html', 'malformed'])(
    'is not measured when the API gave no answer: %s',
    (name) => {
      expect(finish({ usage: `copilot-usage-${name}.json` }).usage).toEqual([])
    },
  )

  it('of a session that was resumed is that of this run alone, subagents included', () => {
    const files = { usage: 'copilot-usage-resumed.json', session: 'copilot-session-resumed.jsonl' }
    const { usage, warnings } = finish(files, { resume: SESSION })
    expect(usage).toMatchObject([
      { inputTokens: 900, cachedInputTokens: 60, cacheWriteTokens: 30, outputTokens: 90 },
    ])
    expect(warnings).toEqual([])
  })

  it('of a run that was killed is in the log of its session', () => {
    const { usage, sessionId } = finish(
      { given: 'copilot-session-killed.jsonl' },
      { resume: SESSION },
    )
    expect(usage).toMatchObject([{ inputTokens: 500, outputTokens: 30, reasoningTokens: 12 }])
    expect(sessionId).toBe(SESSION)
  })

  it('of a resumed session is never what the session used in all', () => {
    const lost = finish({ usage: 'copilot-usage-resumed.json' }, { resume: SESSION })
    expect(lost.usage).toBeUndefined()
    expect(lost.warnings).toEqual([expect.stringContaining('No tokens were measured')])
    const { usage } = finish(
      { usage: 'copilot-usage-resumed.json' },
      { options: { continueSession: true } },
    )
    expect(usage).toBeUndefined()
  })

  it.for([
    ['complete', 2_500_000_000, 25_000],
    ['complete', 0, 0],
    ['partial', 2_500_000_000, null],
    ['unavailable', 0, null],
  ] as const)('costs, when credits are %s and %d nano-AIU: %s', ([status, charge, cost]) => {
    expect(finish({ usage: charged(status, charge) }).usage?.[0]?.costMicroUsd).toBe(cost)
  })

  it('knows no input when more came from the cache than went in', () => {
    const usage = { inputTokens: 10, cacheReadTokens: 20 }
    const [row] = finish({ usage: JSON.stringify({ modelMetrics: { m: { usage } } }) }).usage ?? []
    expect(row).toMatchObject({ inputTokens: null, cachedInputTokens: 20, outputTokens: null })
  })

  it('is nothing for files that are none', () => {
    for (const broken of ['{', '{"modelMetrics":7}', '{"modelMetrics":{"m":null}}']) {
      expect(() => finish({ usage: broken, session: broken })).not.toThrow()
    }
  })
})

describe('the session of a run', () => {
  it('is the one it was given, once its log is there', () => {
    expect(finish({ given: 'copilot-session-killed.jsonl' }).sessionId).toBe(FRESH)
    expect(finish({}).sessionId).toBeNull()
  })

  it('is a new one with a warning when there was none to go on with', () => {
    const start = '{"type":"session.start","data":{}}'
    const options = { continueSession: true }
    expect(finish({ session: start }, { options }).warnings).toEqual([
      expect.stringContaining('no session to go on with'),
    ])
    expect(finish({ session: start }).warnings).toEqual([])
    expect(finish({ session: 'copilot-session-resumed.jsonl' }, { options }).warnings).toEqual([])
  })
})

describe('a run without a last word', () => {
  const end = (exitCode: number | null, stderrTail: string, signal: string | null = null) =>
    finishCopilot(
      { exitCode, stderrTail, signal },
      NOTHING_COLLECTED,
      createRequest(copilot) as RunRequest<CopilotOptions>,
    ).failure

  it('failed for what it printed first, without the advice', () => {
    const said = 'Error: No session matched.\n\nTo resume by name: copilot --resume=<name>\n'
    expect(end(1, said)).toEqual({ kind: 'agent-error', message: 'Error: No session matched.' })
  })

  it('crashed when a signal ended it', () => {
    expect(end(null, '', 'SIGKILL')).toMatchObject({ kind: 'crashed' })
  })

  it('is left to core when it says nothing', () => {
    expect(end(1, '')).toBeUndefined()
  })
})
