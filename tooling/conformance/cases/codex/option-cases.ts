import { writeFileSync } from 'node:fs'
import { isHtmlGraphError } from '@htmlgraph/core'
import { apiConfig, type CodexContext } from '../../clis/codex.ts'
import { check, checkMatch, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { modelAsked } from '../../src/model-request.ts'
import { says } from '../../src/turns.ts'

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const PERSON = {
  type: 'object',
  properties: { name: { type: 'string' } },
  required: ['name'],
  additionalProperties: false,
}

/** What the options come to in what the model is asked. */
export const optionCases: readonly ConformanceCase[] = defineCases<CodexContext>('options', {
  'asks for the schema, and gives the answer as structured output': async ({ serve, start }) => {
    const server = await serve({ script: [says('{"name":"Ada"}')] })
    const result = await start(server, { outputSchema: PERSON })
    checkResult(result, { outcome: 'completed', structured: { name: 'Ada' } })
    checkMatch('what was asked', JSON.stringify(server.requests[0]?.body), /"json_schema"/)
  },
  'calls an answer that does not fit the schema a breach of protocol': async ({ run }) => {
    const result = await run([says('{"nome":"Ada"}')], { outputSchema: PERSON })
    checkResult(result, { outcome: 'failed', kind: 'protocol', response: '{"nome":"Ada"}' })
  },
  'shows images to the model': async ({ serve, start, workspace }) => {
    writeFileSync(`${workspace.cwd}/pixel.png`, Buffer.from(PIXEL, 'base64'))
    const server = await serve({ script: [says('A pixel.')] })
    checkResult(await start(server, { images: ['pixel.png'] }), { outcome: 'completed' })
    checkMatch('what was asked', JSON.stringify(server.requests[0]?.body), /"input_image"/)
  },
  'refuses an image that is not there': async ({ serve, start }) => {
    const server = await serve()
    const run = start(server, { images: ['no-such.png'] })
    const error: unknown = await run.then(String, (reason) => reason)
    check('the code', isHtmlGraphError(error) && error.code, 'HG_OPTION_INVALID')
    check('the requests', server.requests, [])
  },
  'tells the model how hard to think, and what else to heed': async ({ serve, start }) => {
    const server = await serve({ script: [says('Hello.')] })
    const developerInstructions = 'Say "please"\nand = [thanks] é'
    await start(server, { reasoningEffort: 'high', developerInstructions })
    const asked = JSON.stringify(server.requests[0]?.body)
    checkMatch('the effort', asked, /"effort":"high"/)
    check('the words', asked.includes(JSON.stringify(developerInstructions).slice(1, -1)), true)
  },
  'takes harmless settings': async ({ serve, start }) => {
    const server = await serve({ script: [says('Hello.')] })
    const config = { ...apiConfig(server.url), web_search: 'disabled', model_verbosity: 'high' }
    checkResult(await start(server, { config }), { outcome: 'completed', warnings: [] })
    const asked = JSON.stringify(server.requests[0]?.body)
    checkMatch('the verbosity', asked, /"verbosity":"high"/)
    check('whether it may search', asked.includes('"web_search"'), false)
  },
  'puts a model of today in the place of the one of the guide': async ({ serve, start }) => {
    const server = await serve({ script: [says('Hello.')] })
    const result = await start(server, { model: 'gpt-4-turbo' })
    checkResult(result, { requestedModel: 'gpt-4-turbo', model: 'gpt-6.1-sol' })
    check('the model asked', modelAsked(server.requests[0]), 'gpt-6.1-sol')
    checkMatch('the warnings', result.warnings.join(), /"gpt-4-turbo" is retired/)
  },
  'lets Codex choose the model, and tells which it was': async ({ serve, start }) => {
    const server = await serve({ script: [says('Hello.')] })
    const result = await start(server, { model: null })
    checkResult(result, { requestedModel: null, model: modelAsked(server.requests[0]) })
    const asked = JSON.stringify(server.requests[0]?.body)
    check('whether it has subagents', asked.includes('spawn_agent'), false)
  },
  'keeps the events of the CLI, each with its item': async ({ run }) => {
    const { rawOutput } = await run([says('Hello.')], { outputJson: true })
    const items = rawOutput.flatMap((event) =>
      event.type === 'item.completed' ? event.item.type : [],
    )
    check('the items', items, ['agent_message'])
  },
})
