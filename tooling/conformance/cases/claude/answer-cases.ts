import type { ClaudeContext } from '../../clis/claude.ts'
import { runs } from '../../clis/claude-turns.ts'
import { check } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { says } from '../../src/turns.ts'

/** What is kept and sent beside an answer. */
export const answerCases: readonly ConformanceCase[] = defineCases<ClaudeContext>('answers', {
  'keeps the events to the last one': async ({ run }) => {
    const result = await run([says('Hello.')], { outputJson: true })
    const types = result.rawOutput.map((event) => event.type)
    check('the last event', types.at(-1), 'result')
    check('whether there is an answer', types.includes('assistant'), true)
  },
  'uses nothing but the API when a sandboxed command runs': async ({ serve, start }) => {
    const server = await serve({ script: [runs('true'), says('Done.')] })
    await start(server, { access: 'workspace-write' })
    check(
      'the requests',
      server.requests.map(({ path }) => path.split('?')[0]),
      ['/v1/messages', '/v1/messages'],
    )
    check('the key', server.requests[0]?.headers['x-api-key'], 'sk-ant-conformance-own')
  },
})
