import { readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CodexContext } from '../../clis/codex.ts'
import { check, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { findProcesses, waitForNoProcesses } from '../../src/find-processes.ts'

/** Which program runs. */
export const programCases: readonly ConformanceCase[] = defineCases<CodexContext>('program', {
  'runs the program behind the launcher, which would leave it behind': async (context) => {
    const { serve, start, workspace } = context
    const server = await serve({ script: [{ kind: 'hang' }] })
    const run = start(server)
    let pid = 0
    for await (const event of run) {
      if (event.type === 'process-start') pid = event.pid
      break
    }
    while (server.requests.length === 0) await sleep(20)
    const program = process.platform === 'linux' ? readlinkSync(`/proc/${pid}/exe`) : 'codex'
    check('the program', basename(program), 'codex')
    check('how many processes there are', findProcesses(workspace.root).length, 1)
    process.kill(pid, 'SIGKILL')
    checkResult(await run, { outcome: 'failed', kind: 'crashed', signal: 'SIGKILL' })
    check('what is left', await waitForNoProcesses(workspace.root, 3000), [])
  },
})
