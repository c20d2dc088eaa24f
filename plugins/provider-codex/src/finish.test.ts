import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Collected,
  createModelUsage,
  type EndEvent,
  type Finish,
  NOTHING_COLLECTED,
  type RunExit,
  type RunRequest,
} from '@htmlgraph/core/provider'
import { createRequest, type RequestInput } from '@htmlgraph/testkit'
import { describe, expect, it } from 'vitest'
import { finishCodex } from './finish.ts'
import { codex } from './index.ts'
import type { CodexOptions } from './options.ts'

const END: EndEvent = { type: 'end', response: 'Done.', failure: null }
/** A turn has begun, and nothing is measured yet. */
const BEGUN = { usage: [createModelUsage({})] }

function rollout(name: string): string {
  return readFileSync(join(import.meta.dirname, `../fixtures/rollouts/${name}.jsonl`), 'utf8')
}

function finish(
  collected: Partial<Collected> & { readonly rollout?: string },
  exit: Partial<RunExit> = {},
  request: RequestInput = {},
): Finish {
  const files = new Map(collected.rollout === undefined ? [] : [['rollout', collected.rollout]])
  return finishCodex(
    { exitCode: 0, signal: null, stderrTail: '', ...exit },
    { ...NOTHING_COLLECTED, files, ...collected },
    createRequest(codex, request) as RunRequest<CodexOptions>,
  )
}

describe('the file of a session', () => {
  it('has the model and the tokens of this run alone, by the model that used them', () => {
    const done = { ...BEGUN, end: END, rollout: rollout('third') }
    const { model, usage, warnings } = finish(done, {}, { resume: 'abc' })
    expect(model).toBe('gpt-6-luna')
    // The model before first made a summary of the session for the next one.
    const call = { inputTokens: 100, outputTokens: 20 }
    expect(usage).toEqual([
      expect.objectContaining({ model: 'gpt-5.5', ...call }),
      expect.objectContaining({ model: 'gpt-6-luna', ...call }),
    ])
    expect(warnings).toEqual([])
  })

  it('has the tokens of a run that was killed', () => {
    const cut = rollout('third').split('\n').slice(0, -8).join('\n')
    const { usage, failure } = finish(
      { ...BEGUN, rollout: cut },
      { exitCode: null, signal: 'SIGTERM' },
    )
    expect(failure).toMatchObject({ kind: 'crashed' })
    expect(usage).toEqual([expect.objectContaining({ model: 'gpt-5.5', outputTokens: 20 })])
  })

  it('shows that work had begun, which the stream may not tell', () => {
    expect(finish({ ...BEGUN, rollout: rollout('denied-both') }).hasWorkStarted).toBe(true)
    expect(finish({ ...BEGUN, rollout: rollout('third') }).hasWorkStarted).toBe(false)
  })

  it('counts nothing for a run that failed before its turn', () => {
    const stderrTail =
      'Error: turn/start failed: Input exceeds the maximum length of 1048576 characters.'
    const early = finish({ rollout: rollout('third') }, { exitCode: 1, stderrTail })
    expect(early).toMatchObject({ usage: [], model: null, failure: { kind: 'context-length' } })
  })

  it('counts nothing when the turn is not in what is left of it', () => {
    const lines = rollout('third').split('\n')
    const begin = lines.findLastIndex((line) => line.includes('"task_started"'))
    const rest = lines.slice(begin + 1).join('\n')
    expect(finish({ ...BEGUN, end: END, rollout: rest }, {}, { resume: 'abc' }).usage).toEqual([])
  })

  it('warns when the session that was to go on is not in it', () => {
    const done = { ...BEGUN, end: END, rollout: rollout('denied-both') }
    const fresh = [expect.stringContaining('began a new one')]
    expect(finish(done, {}, { resume: 'no-such-name' }).warnings).toEqual(fresh)
    expect(finish(done, {}, { options: { continueSession: true } }).warnings).toEqual(fresh)
    expect(finish(done).warnings).toEqual([])
  })

  it.for([
    ['denied-both', ['file_change', 'command_execution']],
    ['denied-code-mode', ['command_execution']],
    ['third', undefined],
  ] as const)('%s tells of denials that no event told: %s', ([name, tools]) => {
    const { denials } = finish({ ...BEGUN, end: END, rollout: rollout(name) })
    expect(denials?.map(({ tool }) => tool)).toEqual(tools)
  })

  it('tells no denial of a sandbox when there was none', () => {
    const done = { ...BEGUN, end: END, rollout: rollout('denied-code-mode') }
    expect(finish(done, {}, { access: 'full-access' }).denials).toBeUndefined()
  })
})

describe('without the file of a session', () => {
  const measured = createModelUsage({ inputTokens: 10, outputTokens: 2 })

  it('the tokens of a first run are those of its last word', () => {
    expect(finish({ usage: [measured], end: END }).usage).toEqual([measured])
  })

  it('nobody knows the tokens of a run that went on with a session', () => {
    expect(finish({ ...BEGUN, end: END }, {}, { resume: 'abc' }).usage).toEqual([])
  })

  it.for([
    [
      'patch rejected: writing outside of the project; rejected by user approval settings',
      'file_change',
      /^patch rejected: .* settings$/,
    ],
    [
      'approval policy is Never; reject command — you cannot ask for escalated permissions',
      'command_execution',
      /^approval policy is Never/,
    ],
    [
      'exec_command failed: CreateProcess { message: "Rejected(\\"`/bin/bash -lc \'rm -f a\'` rejected: rm -f style commands are not permitted. Use a safer approach\\")" }',
      'command_execution',
      /^rejected: rm -f style .* approach$/,
    ],
    [
      'Exit code: 1\nWall time: 0.9 seconds\nOutput:\nFailed to write file /work/link/new.txt\n',
      'file_change',
      /^Failed to write file \/work\/link\/new.txt$/,
    ],
  ] as const)('a refusal stands on standard error: %s', ([text, tool, reason]) => {
    const stderrTail = `2026-11-25T22:34:14Z ERROR codex_core::tools::router: error=${text}\n`
    expect(finish({ ...BEGUN, end: END }, { stderrTail }).denials).toEqual([
      { tool, reason: expect.stringMatching(reason) },
    ])
  })

  it('what a tool failed at is no refusal', () => {
    const stderrTail =
      '2026-11-25T22:40:23Z ERROR codex_core::tools::router: error=apply_patch verification failed: Failed to find expected lines in /work/b.txt:\nnope\n'
    expect(finish({ ...BEGUN, end: END }, { stderrTail }).denials).toBeUndefined()
  })
})

describe('the exit', () => {
  it.for<[string, Partial<RunExit>, Partial<Collected>, object]>([
    ['a signal', { exitCode: null, signal: 'SIGKILL' }, BEGUN, { kind: 'crashed' }],
    ['an interruption', { exitCode: 1, stderrTail: 'Reading …' }, BEGUN, { kind: 'crashed' }],
    ['a code after the last word', { exitCode: 1 }, { ...BEGUN, end: END }, { kind: 'crashed' }],
    [
      'an error before the turn',
      { exitCode: 1, stderrTail: 'Error: no rollout found for thread id 1' },
      {},
      { kind: 'agent-error', message: 'Error: no rollout found for thread id 1' },
    ],
    [
      'an error that no turn told again',
      { exitCode: 1 },
      { ...BEGUN, rawTail: '{"type":"error","message":"Quota exceeded. Check your plan."}\n' },
      { kind: 'quota' },
    ],
  ])('of %s is a failure', ([, exit, collected, failure]) => {
    expect(finish(collected, exit).failure).toMatchObject(failure)
  })

  it('is left to core when nothing is known of it', () => {
    expect(
      finish({}, { exitCode: 1, stderrTail: 'Not inside a trusted directory' }).failure,
    ).toBeUndefined()
    expect(finish({ ...BEGUN, end: END }).failure).toBeUndefined()
  })
})

describe('structured output', () => {
  const options = { outputSchema: { type: 'object' } }
  it.for([
    ['{"name":"Ada"}', { name: 'Ada' }],
    ['Ada', null],
  ] as const)('is what the answer %s holds: %j', ([response, structured]) => {
    expect(finish({ ...BEGUN, end: { ...END, response } }, {}, { options }).structured).toEqual(
      structured,
    )
  })
})
