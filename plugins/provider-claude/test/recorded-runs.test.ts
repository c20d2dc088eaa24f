import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { HeadlessSpawner } from '@htmlgraph/core'
import { createReplayExecutable } from '@htmlgraph/testkit/replay'
import { describe, expect, it } from 'vitest'
import claudePlugin from '../src/index.ts'
import { RECORDED_RUNS } from './recorded-runs.ts'

const RECORDINGS = join(import.meta.dirname, '../fixtures/claude-2.1.330')

describe('every recorded run of Claude Code 2.1.330', () => {
  it('has its row in the table', () => {
    expect(Object.keys(RECORDED_RUNS).sort()).toEqual(readdirSync(RECORDINGS).sort())
  })

  it.for(Object.entries(RECORDED_RUNS))('%s comes out as the table says', async ([name, row]) => {
    using replay = createReplayExecutable({ recording: join(RECORDINGS, name), version: '2.1.330' })
    const spawner = new HeadlessSpawner({ plugins: [claudePlugin] })
    const result = await spawner.spawnClaude({ prompt: 'Hi', executable: replay.path })
    expect({
      outcome: result.outcome,
      kind: result.error?.kind ?? null,
      response: result.response,
      tokensUsed: result.tokensUsed,
      cost: result.cost,
      denials: result.denials.map((denial) => denial.tool),
      model: result.model,
      sessionId: result.sessionId,
    }).toEqual(row)
  })
})
