import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AgentResult, Run } from '@htmlgraph/core'
import type { AgentCli } from '../../src/agent-cli.ts'
import type { CaseContext, CaseInput } from '../../src/case-context.ts'
import { check, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { findProcesses, waitForNoProcesses } from '../../src/find-processes.ts'
import { inTurn, says } from '../../src/turns.ts'
import { withCommands } from '../../src/with-commands.ts'

/** A command that leaves its session, ignores SIGTERM and starts children of its own. */
const STUBBORN = 'setsid sh -c \'trap "" TERM; sleep 600 & sleep 600\' & touch begun; sleep 600'
const GONE_WITHIN_MS = 3000

async function whileToolRuns(
  context: CaseContext,
  input: CaseInput,
  act: (run: Run) => void = () => {},
): Promise<AgentResult> {
  const { cli, workspace } = context
  const server = await context.serve({ script: inTurn(cli.turns.runs(STUBBORN)) })
  const run = context.start(server, input)
  const isOver = run.then(() => true)
  while (!existsSync(join(workspace.cwd, 'begun'))) {
    if (await Promise.race([sleep(20), isOver])) break
  }
  check('whether the tool began', existsSync(join(workspace.cwd, 'begun')), true)
  check('whether something runs', findProcesses(workspace.root).length > 0, true)
  act(run)
  const result = await run
  check('what is left', await waitForNoProcesses(workspace.root, GONE_WITHIN_MS), [])
  return result
}

const everywhere: Parameters<typeof defineCases>[1] = {
  'leaves no process when it is cancelled in a tool with full access': async (context) => {
    const result = await whileToolRuns(context, context.cli.fullAccess, (run) => run.cancel())
    checkResult(result, { outcome: 'cancelled', kind: 'cancelled', success: false })
    check('whether work had begun', result.error?.workStarted, true)
  },
  'leaves no process when time runs out in a tool': async (context) => {
    const input = { ...context.cli.fullAccess, timeoutMs: 20_000 }
    const result = await whileToolRuns(context, input)
    checkResult(result, { outcome: 'timed-out', kind: 'timeout' })
  },
  'leaves no process when nothing is heard for too long': async (context) => {
    const input = { ...withCommands(context.cli), idleTimeoutMs: 20_000 }
    const result = await whileToolRuns(context, input)
    checkResult(result, { outcome: 'timed-out', kind: 'timeout' })
  },
  'leaves no process of an abort signal': async (context) => {
    const controller = new AbortController()
    const input = { ...context.cli.fullAccess, signal: controller.signal }
    const result = await whileToolRuns(context, input, () => controller.abort())
    checkResult(result, { outcome: 'cancelled' })
  },
  'leaves no process that a successful run started and forgot': async ({ cli, run, workspace }) => {
    const command = 'setsid sleep 600 > /dev/null 2>&1 < /dev/null & echo started'
    const result = await run(inTurn(cli.turns.runs(command)), cli.fullAccess)
    checkResult(result, { outcome: 'completed', response: 'Finished.' })
    check('what is left', await waitForNoProcesses(workspace.root, GONE_WITHIN_MS), [])
  },
  'keeps the answer of a run that is cancelled after its end': async ({ serve, start }) => {
    const run = start(await serve({ script: [says('Here it is.')] }))
    const result = await run
    run.cancel()
    checkResult(result, { outcome: 'completed', response: 'Here it is.' })
    checkResult(await run, { outcome: 'completed', response: 'Here it is.' })
  },
  'stops at once when it is cancelled before the API answers': async (context) => {
    const { serve, start, workspace } = context
    const server = await serve({ script: [{ kind: 'hang' }] })
    const run = start(server)
    while (server.requests.length === 0) await sleep(20)
    const begun = performance.now()
    run.cancel('not needed any more')
    const result = await run
    checkResult(result, { outcome: 'cancelled', kind: 'cancelled' })
    check('whether it took less than 5 s', performance.now() - begun < 5000, true)
    check('what is left', await waitForNoProcesses(workspace.root, GONE_WITHIN_MS), [])
  },
}

const confined: Parameters<typeof defineCases>[1] = {
  'leaves no process when it is cancelled in a confined tool': async (context) => {
    const result = await whileToolRuns(context, { access: 'workspace-write' }, (run) =>
      run.cancel('enough'),
    )
    checkResult(result, { outcome: 'cancelled', kind: 'cancelled', success: false })
  },
}

/** A run that is stopped leaves nothing behind. */
export function stopCases({ facts }: AgentCli): readonly ConformanceCase[] {
  return defineCases('stopping', {
    ...(facts.commandsFrom !== 'full-access' ? confined : {}),
    ...everywhere,
  })
}
