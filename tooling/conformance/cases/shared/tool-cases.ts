import type { RunEvent } from '@htmlgraph/core'
import { check, checkMatch, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { inTurn } from '../../src/turns.ts'
import { withCommands } from '../../src/with-commands.ts'

/** What is seen of the tools that the agent uses. */
export function toolCases(): readonly ConformanceCase[] {
  return defineCases('tools', {
    'tells when a tool begins and how it ends': async ({ cli, serve, start }) => {
      const script = inTurn(cli.turns.runs('echo from-the-shell'))
      const run = start(await serve({ script }), withCommands(cli))
      const events: RunEvent[] = []
      for await (const event of run) events.push(event)
      const begun = events.find((event) => event.type === 'tool-start')
      const ended = events.find((event) => event.type === 'tool-end')
      check('the tool', begun?.tool, cli.facts.commandTool)
      checkMatch('what it was given', JSON.stringify(begun?.input), /echo from-the-shell/)
      check(
        'the end',
        { ok: ended?.ok, sameTool: ended?.toolId === begun?.toolId },
        { ok: true, sameTool: true },
      )
      checkMatch('the output', String(ended?.output), /from-the-shell/)
      checkResult(await run, { outcome: 'completed', response: 'Finished.' })
    },
    'goes on after a tool that failed': async ({ cli, run }) => {
      const script = inTurn(cli.turns.runs('exit 3'), cli.turns.runs('true'))
      const result = await run(script, withCommands(cli))
      checkResult(result, { outcome: 'completed', response: 'Finished.', denials: [] })
    },
    'counts each model call of a run once': async ({ cli, run, workspace }) => {
      const path = workspace.write('a.txt', 'alpha')
      const result = await run(inTurn(cli.turns.reads(path), cli.turns.reads(path)))
      checkResult(result, { outcome: 'completed', tokensUsed: 360 })
    },
  })
}
