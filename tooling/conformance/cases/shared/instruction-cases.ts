import type { AgentCli } from '../../src/agent-cli.ts'
import { checkMatch, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { says } from '../../src/turns.ts'

/** What the agent is told beside the prompt. */
export function instructionCases({ facts }: AgentCli): readonly ConformanceCase[] {
  const { instructions } = facts
  if (instructions === undefined) return []
  return defineCases('instructions', {
    'sees the instructions of the repository': async ({ serve, start, workspace }) => {
      workspace.write(instructions, 'Instructions of the repository: use tabs.')
      const server = await serve({ script: [says('Understood.')] })
      checkResult(await start(server), { outcome: 'completed' })
      const first = server.requests.find((request) => request.isCompletion)
      checkMatch('the first request', JSON.stringify(first?.body), /Instructions of the repository/)
    },
  })
}
