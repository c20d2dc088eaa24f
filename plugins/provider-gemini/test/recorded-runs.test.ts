import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { HeadlessSpawner } from '@htmlgraph/core'
import { createReplayExecutable } from '@htmlgraph/testkit/replay'
import { describe, expect, it } from 'vitest'
import geminiPlugin from '../src/index.ts'
import { RECORDED_RUNS } from './recorded-runs.ts'

const RECORDINGS = join(import.meta.dirname, '../fixtures/gemini-0.61.0')

describe('every recorded run of Gemini CLI 0.61.0', () => {
  it('has its row in the table', () => {
    expect(Object.keys(RECORDED_RUNS).sort()).toEqual(readdirSync(RECORDINGS).sort())
  })

  it.for(Object.entries(RECORDED_RUNS))('%s comes out as the table says', async ([name, row]) => {
    using replay = createReplayExecutable({ recording: join(RECORDINGS, name), version: '0.61.0' })
    const spawner = new HeadlessSpawner({ plugins: [geminiPlugin] })
    const result = await spawner.spawnGemini({ prompt: 'Hi', executable: replay.path })
    expect({
      outcome: result.outcome,
      kind: result.error?.kind ?? null,
      response: result.response,
      tokensUsed: result.tokensUsed,
      usage: result.usage.map((used) => [
        used.model,
        used.inputTokens,
        used.cachedInputTokens,
        used.outputTokens,
        used.reasoningTokens,
      ]),
      denials: result.denials.map((denial) => denial.tool),
      model: result.model,
      sessionId: result.sessionId,
    }).toEqual(row)
  })
})
