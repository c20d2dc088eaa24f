import { check, checkMatch, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { modelAsked } from '../../src/model-request.ts'
import { says } from '../../src/turns.ts'

/** Which model is asked. */
export function modelCases(): readonly ConformanceCase[] {
  return defineCases('models', {
    'asks for the model it was given, and tells that it answered': async (context) => {
      const { name, id } = context.cli.facts.otherModel
      const server = await context.serve({ script: [says('Hello.')] })
      const result = await context.start(server, { model: name })
      checkResult(result, { outcome: 'completed', requestedModel: name })
      const asked = server.requests.filter((request) => request.isCompletion).map(modelAsked)
      checkMatch('the model asked', String(asked.at(-1)), id)
      check('the model told', result.model, asked.at(-1))
    },
    'knows no cost for a model that nobody knows': async ({ run }) => {
      const result = await run([says('Hello.')], { model: 'made-up-model-9' })
      checkResult(result, {
        outcome: 'completed',
        cost: null,
        costBasis: 'unknown',
        tokensUsed: 120,
      })
    },
  })
}
