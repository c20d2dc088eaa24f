import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ECHO_AGENT, echoPlugin } from '../../test/echo-provider.ts'
import { temporaryProject } from '../../test/temporary-project.ts'
import type { AgentResult } from '../contract/index.ts'
import { SDK } from '../delegate/index.ts'
import { compose, HeadlessSpawner } from '../spawner/index.ts'
import type { Verify } from './verify.ts'
import { withVerification } from './with-verification.ts'

const node = (script: string): readonly string[] => [process.execPath, '-e', script]

function spawnerWith(verify: Verify | readonly Verify[]) {
  return compose(new HeadlessSpawner({ plugins: [echoPlugin] }), withVerification(verify))
}

async function run(verify: Verify | readonly Verify[], prompt = 'end Done'): Promise<AgentResult> {
  const cwd = temporaryProject({})
  return await spawnerWith(verify).spawnEcho({ prompt, executable: ECHO_AGENT, cwd })
}

describe('withVerification', () => {
  it('keeps a success whose command passes, with the evidence', async () => {
    const command = node('console.log("12 tests passed")')
    const result = await run({ command })
    expect(result).toMatchObject({ success: true, outcome: 'completed', error: null })
    expect(result.verifications).toEqual([
      {
        check: command.join(' '),
        verdict: 'passed',
        exitCode: 0,
        tail: '12 tests passed',
        durationMs: expect.any(Number),
      },
    ])
  })

  it('makes a failure of a success whose command does not', async () => {
    const result = await run({ command: node('console.log("2 tests failed"); process.exit(3)') })
    expect(result).toMatchObject({
      ...{ success: false, outcome: 'failed', response: 'Done' },
      error: { kind: 'verification', retryable: false, workStarted: true },
      attempts: [{ outcome: 'failed', error: { kind: 'verification' } }],
      verifications: [{ verdict: 'failed', exitCode: 3, tail: '2 tests failed' }],
    })
    expect(String(result.error)).toMatch(/failed with exit code 3: 2 tests failed$/)
  })

  it('runs the command where the agent worked, without the keys of the orchestrator', async () => {
    process.env.SOME_API_KEY = 'not-for-the-tests-of-an-agent'
    const found = await run(
      {
        command: node(
          'process.exit(process.env.SOME_API_KEY || !require("fs").existsSync("made") ? 1 : 0)',
        ),
      },
      'once made say Made\nend Done',
    )
    delete process.env.SOME_API_KEY
    expect(found.verifications).toMatchObject([{ verdict: 'passed' }])
  })

  it('stops a command that takes too long, and says so', async () => {
    const command = node('console.log("begun"); setInterval(() => {}, 1000)')
    const result = await run({ command, timeoutMs: 300 })
    expect(result.error?.kind).toBe('verification')
    expect(result.verifications[0]?.tail).toMatch(/^Stopped after 300 ms\. begun/)
  })

  it('checks nothing of a run that failed by itself', async () => {
    const result = await run(() => true, 'fail auth Who are you?')
    expect(result).toMatchObject({ error: { kind: 'auth' }, verifications: [] })
  })

  it('asks several checks, up to the first that fails', async () => {
    const asked: string[] = []
    const check = (name: string, answer: boolean | string): Verify =>
      Object.defineProperty(
        () => {
          asked.push(name)
          return answer
        },
        'name',
        { value: name },
      )
    const result = await run([check('one', true), check('two', 'no tests'), check('three', true)])
    expect(asked).toEqual(['one', 'two'])
    expect(result.verifications).toMatchObject([
      { check: 'one', verdict: 'passed', tail: null },
      { check: 'two', verdict: 'failed', tail: 'no tests' },
    ])
    expect(String(result.error)).toBe('two failed: no tests')
  })

  it('takes a check that throws for one that failed', async () => {
    const result = await run(() => {
      throw new Error('no such file')
    })
    expect(result.error?.kind).toBe('verification')
    expect(String(result.error)).toMatch(/The check threw: no such file/)
  })

  it.for([
    ['end {"ok":true}', true],
    ['end {"ok":1}', false],
    ['end no JSON', false],
  ] as const)('holds the answer "%s" against a schema', async ([prompt, success]) => {
    const schema = { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] }
    expect((await run({ schema }, prompt)).success).toBe(success)
  })

  it('ends with the run when that is cancelled', async () => {
    const cwd = temporaryProject({})
    const script = 'require("fs").writeFileSync("begun", ""); setInterval(() => {}, 1000)'
    const started = spawnerWith({ command: node(script) }).spawnEcho({
      ...{ prompt: 'end Done', executable: ECHO_AGENT, cwd },
    })
    while (!existsSync(join(cwd, 'begun'))) await new Promise((done) => setTimeout(done, 20))
    started.cancel('enough')
    expect(await started).toMatchObject({
      outcome: 'cancelled',
      verifications: [{ exitCode: null }],
    })
  })

  it('leaves the evidence in the record, which is not completed without it', async () => {
    const root = temporaryProject({})
    const spawner = spawnerWith({ command: node('process.exit(1)') })
    const sdk = new SDK({ root, spawner })
    const task = { prompt: 'end Done', agent: 'coder', executable: ECHO_AGENT }
    await sdk.waitFor(await sdk.delegate({ ...task, taskId: 'checked' }))
    expect(new SDK({ root }).taskDelegations.get('checked')).toMatchObject({
      ...{ status: 'failed', outcome: 'failed', errorKind: 'verification', output: 'Done' },
      verifications: [{ verdict: 'failed', exitCode: 1 }],
      attempts: [{ outcome: 'failed', errorKind: 'verification' }],
    })
  })

  it.for([
    ['npm test && true', /command is "npm test && true"; expected a program .* there is no shell/],
    ['', /command is ""/],
    [[], /command is \[\]/],
    ['no-such-program-here --now', /the program "no-such-program-here" cannot be run/],
  ] as const)('refuses the command %j before anything is spawned', ([command, message]) => {
    expect(() => withVerification({ command })).toThrow(message)
  })

  it.for([
    [{ command: 'node', timeoutMs: 0 }, /timeoutMs is 0; expected whole milliseconds/],
    [{ schema: { type: 'nothing' } }, /is not a JSON schema/],
    [{}, /neither command nor schema/],
    ['npm test', /verify is string; expected a function/],
  ] as const)('refuses %j', ([verify, message]) => {
    expect(() => withVerification(verify as unknown as Verify)).toThrow(message)
  })
})
