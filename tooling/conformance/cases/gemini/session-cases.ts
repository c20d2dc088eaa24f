import type { GeminiContext } from '../../clis/gemini.ts'
import { check, checkMatch, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { says } from '../../src/turns.ts'

/** Going on with a session. */
export const sessionCases: readonly ConformanceCase[] = defineCases<GeminiContext>('sessions', {
  'goes on with the latest session of the directory': async ({ serve, start }) => {
    const server = await serve({ script: [says('One.'), says('Two.')] })
    const first = await start(server)
    const second = await start(server, { continueSession: true })
    checkResult(second, { response: 'Two.', sessionId: first.sessionId, warnings: [] })
  },
  'begins a session when there is none to go on with, and says so': async ({ run }) => {
    const result = await run([says('One.')], { continueSession: true })
    checkResult(result, { outcome: 'completed', response: 'One.' })
    checkMatch('the warnings', result.warnings.join('\n'), /continueSession found no session/)
  },
  'leaves sessions where the user finds them, and nothing else in the home': async (context) => {
    const { run, workspace } = context
    const { sessionId } = await run([says('One.')])
    const files = Object.keys(workspace.snapshot(`${workspace.home}/.gemini`))
    const sessions = files.filter((path) => path.includes('/chats/'))
    check('how many sessions', sessions.length, 1)
    checkMatch('the session', sessions[0] ?? '', new RegExp(`${sessionId?.slice(0, 8)}\\.jsonl$`))
    const others = files.filter((path) => !/^(settings\.json|(tmp|history)\/.*)$/.test(path))
    check('what else there is', others, [])
  },
  'calls a session that is not there a failure, not a new one': async ({ run }) => {
    const result = await run([says('One.')], { resume: '99999999-9999-4999-8999-999999999999' })
    checkResult(result, { outcome: 'failed', kind: 'agent-error', warnings: [] })
  },
})
