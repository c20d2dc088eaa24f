import type { ClaudeCaseInput, ClaudeContext } from '../../clis/claude.ts'
import { check, checkMatch, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { calls, inTurn, says } from '../../src/turns.ts'

const LOOK = calls(['Glob', { pattern: '*' }])
const SCHEMA = {
  type: 'object',
  properties: { answer: { type: 'number' } },
  required: ['answer'],
  additionalProperties: false,
}
const asks: ClaudeCaseInput = { jsonSchema: SCHEMA }
const structured = (input: object) => calls(['StructuredOutput', input])

/** Limits, and answers of a given shape. */
export const limitCases: readonly ConformanceCase[] = defineCases<ClaudeContext>(
  'limits and shapes',
  {
    'ends at the number of turns it was given': async ({ run }) => {
      const result = await run(inTurn(LOOK, LOOK, LOOK), { maxTurns: 2 })
      checkResult(result, {
        outcome: 'failed',
        kind: 'turn-limit',
        retryable: false,
        tokensUsed: 240,
      })
    },
    'ends at the money it was given': async ({ run }) => {
      const look = { ...LOOK, usage: { inputTokens: 1_000_000, outputTokens: 1000 } }
      const result = await run(inTurn(look, look), { maxBudgetUsd: 0.01 })
      checkResult(result, { outcome: 'failed', kind: 'budget', retryable: false })
      checkMatch('the message', String(result.error), /budget/i)
    },
    'gives an answer that fits the schema as data': async ({ run }) => {
      const result = await run(inTurn(structured({ answer: 42 })), asks)
      checkResult(result, { outcome: 'completed', structured: { answer: 42 } })
    },
    'lets the agent look before it answers in the schema': async ({ run, workspace }) => {
      const path = workspace.write('a.txt', '42')
      const script = inTurn(calls(['Read', { file_path: path }]), structured({ answer: 42 }))
      checkResult(await run(script, asks), { outcome: 'completed', structured: { answer: 42 } })
    },
    'lets the agent correct an answer that did not fit': async ({ run }) => {
      const result = await run(
        inTurn(structured({ answer: 'many' }), structured({ answer: 3 })),
        asks,
      )
      checkResult(result, { outcome: 'completed', structured: { answer: 3 } })
    },
    'calls an answer without the data it was asked for a breach of protocol': async ({ run }) => {
      // 2.1.330 asks once more before it gives up.
      const result = await run([says('I would rather chat.'), says('I would rather chat.')], asks)
      checkResult(result, { outcome: 'failed', kind: 'protocol', success: false })
      check('the text that came', result.response, 'I would rather chat.')
    },
  },
)
