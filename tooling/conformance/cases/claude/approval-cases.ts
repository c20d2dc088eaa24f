import { isHtmlGraphError } from '@htmlgraph/core'
import type { ClaudeCaseInput, ClaudeContext } from '../../clis/claude.ts'
import { runs, writes } from '../../clis/claude-turns.ts'
import { check, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { calls, inTurn, says } from '../../src/turns.ts'

/** A small project whose test passes once `add` adds. */
function writeProject({ workspace }: ClaudeContext): string {
  workspace.write('package.json', { name: 'sum', type: 'module', scripts: { test: 'node --test' } })
  workspace.write(
    'add.test.js',
    "import { test } from 'node:test'\nimport assert from 'node:assert'\nimport { add } from './add.js'\n" +
      "test('adds', () => assert.equal(add(1, 2), 3))\n",
  )
  return workspace.write('add.js', 'export const add = (a, b) => a - b\n')
}

async function codingTask(context: ClaudeContext, input: ClaudeCaseInput): Promise<void> {
  const path = writeProject(context)
  const script = inTurn(
    runs('npm test'),
    calls(['Read', { file_path: path }]),
    calls(['Edit', { file_path: path, old_string: 'a - b', new_string: 'a + b' }]),
    runs('npm test && touch tests-passed'),
    runs('for f in *.js; do N=$(wc -l < "$f"); echo "$f $N"; done > lines.txt'),
  )
  const result = await context.run(script, input)
  checkResult(result, {
    access: 'workspace-write',
    outcome: 'completed',
    success: true,
    denials: [],
  })
  const files = context.workspace.snapshot(context.workspace.cwd)
  check('the fix', files['add.js'], 'export const add = (a, b) => a + b\n')
  check('whether the tests passed', files['tests-passed'], '')
  check('what a loop wrote', files['lines.txt'], 'add.js 1\nadd.test.js 4\n')
}

/** What each value of `approval` permits. */
export const approvalCases: readonly ConformanceCase[] = defineCases<ClaudeContext>('approval', {
  'auto: fixes a small project and runs its tests unattended': (context) =>
    codingTask(context, { approval: 'auto' }),
  'workspace-write alone works unattended as well': (context) =>
    codingTask(context, { access: 'workspace-write' }),
  'auto: is refused under a ceiling of read-only, before anything starts': async ({
    serve,
    start,
  }) => {
    const server = await serve()
    const refusal = await start(server, { approval: 'auto', access: 'read-only' }).catch(
      (error) => error,
    )
    check('the code', isHtmlGraphError(refusal) && refusal.code, 'HG_ACCESS_REFUSED')
    check('the requests', server.requests, [])
  },
  'manual: denies what a person would have to approve': async ({ run, workspace }) => {
    const script = inTurn(
      writes(`${workspace.cwd}/tool.txt`),
      runs('touch command.txt'),
      runs('node --version'),
    )
    const result = await run(script, { approval: 'manual', access: 'workspace-write' })
    check('the files', workspace.snapshot(workspace.cwd), {})
    checkResult(result, { outcome: 'denied', success: false, kind: 'permission' })
    check(
      'the denied tools',
      result.denials.map(({ tool }) => tool),
      ['Write', 'Bash', 'Bash'],
    )
  },
  'manual: reads without asking': async ({ run, workspace }) => {
    const path = workspace.write('a.txt', 'alpha')
    const result = await run(inTurn(calls(['Read', { file_path: path }])), { approval: 'manual' })
    checkResult(result, { access: 'read-only', outcome: 'completed', denials: [] })
  },
  'manual: runs what was allowed by name, and no more': async ({ run, workspace }) => {
    const script = inTurn(runs('touch named.txt'), runs('touch other.txt'))
    const result = await run(script, {
      approval: 'manual',
      allowedTools: ['Bash(touch named.txt)'],
    })
    check('the files', workspace.snapshot(workspace.cwd), { 'named.txt': '' })
    check(
      'the denied tools',
      result.denials.map(({ tool }) => tool),
      ['Bash'],
    )
  },
  'never: denies whatever was not allowed by name': async ({ run, workspace }) => {
    const script = inTurn(
      runs('touch named.txt'),
      runs('touch other.txt'),
      writes(`${workspace.cwd}/tool.txt`),
    )
    const allowedTools = ['Bash(touch named.txt)']
    const result = await run(script, { approval: 'never', access: 'workspace-write', allowedTools })
    check('the files', workspace.snapshot(workspace.cwd), { 'named.txt': '' })
    checkResult(result, { outcome: 'completed' })
    check(
      'the denied tools',
      result.denials.map(({ tool }) => tool),
      ['Bash', 'Write'],
    )
    check(
      'whether it warns',
      result.warnings.some((warning) => /denied/i.test(warning)),
      true,
    )
  },
  'never: denies all when nothing was allowed': async ({ run, workspace }) => {
    const result = await run(inTurn(writes(`${workspace.cwd}/tool.txt`)), {
      approval: 'never',
      access: 'workspace-write',
    })
    check('the files', workspace.snapshot(workspace.cwd), {})
    checkResult(result, { outcome: 'denied', success: false })
  },
  'never runs a tool that was disallowed': async ({ run, workspace }) => {
    const script = [runs('touch a.txt'), says('I could not.')]
    const result = await run(script, { approval: 'auto', disallowedTools: ['Bash'] })
    check('the files', workspace.snapshot(workspace.cwd), {})
    checkResult(result, { outcome: 'denied' })
  },
})
