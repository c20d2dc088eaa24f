import { existsSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { CodexCase, CodexCaseInput, CodexContext } from '../../clis/codex.ts'
import { check, checkMatch, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { calls, inTurn } from '../../src/turns.ts'

const WRITING: CodexCaseInput = { sandbox: 'workspace-write' }

/** What a command printed into a file of the workspace. */
async function printed(context: CodexContext, command: string): Promise<string> {
  const { cli, run, workspace } = context
  const script = inTurn(cli.turns.runs(`{ ${command}; } > printed.txt 2>&1; true`))
  checkResult(await run(script, WRITING), { outcome: 'completed', access: 'workspace-write' })
  return workspace.snapshot(workspace.cwd)['printed.txt'] ?? ''
}

/** The model tries it and nothing else; the run is denied, and `path` is not there. */
const denies =
  (tool: string, input: object, path = 'new.txt', model = 'gpt-5.5'): CodexCase['run'] =>
  async ({ run, workspace }) => {
    const result = await run(inTurn(calls([tool, input])), { sandbox: 'read-only', model })
    checkResult(result, { outcome: 'denied', kind: 'permission', response: 'Finished.' })
    check('whether work may have been done', result.error?.workStarted, true)
    check('what is there', workspace.snapshot(workspace.cwd)[path], undefined)
  }

const patch = { input: '*** Begin Patch\n*** Add File: new.txt\n+new\n*** End Patch\n' }

/** What Codex's sandbox holds, beside what every provider must. */
export const sandboxCases: readonly ConformanceCase[] = defineCases<CodexContext>('sandbox', {
  'tells what a patch was denied': denies('apply_patch', patch),
  'tells what a command was denied, though the stream does not': denies('exec_command', {
    cmd: 'touch new.txt',
  }),
  'tells what a command asked for beyond the sandbox': denies('exec_command', {
    cmd: 'touch new.txt',
    sandbox_permissions: 'require_escalated',
    justification: 'Please',
  }),
  'tells what a model that writes scripts was denied': denies(
    'exec_command',
    { cmd: 'touch new.txt' },
    'new.txt',
    'gpt-6-luna',
  ),
  'tells that Codex itself refuses to remove by force': denies('exec_command', {
    cmd: 'rm -f a.txt',
  }),
  'gives a run that writes a temporary directory of its own, and no other': async (context) => {
    const shared = join(tmpdir(), `shared-${basename(context.workspace.root)}`)
    const command = `mktemp; echo mine > $TMPDIR/mine; cat $TMPDIR/mine; touch ${shared}`
    const text = await printed(context, command)
    const isShared = existsSync(shared)
    rmSync(shared, { force: true })
    check('whether it wrote into the shared one', isShared, false)
    checkMatch('what it could do', text, /\/htmlgraph-[\w-]+\/tmp\.\w+\nmine\n/)
    check('what is left in the temporary directory', /mine/.test(leftIn(context)), false)
  },
  'lets nobody read the places of secrets': async (context) => {
    const { workspace } = context
    workspace.write(`${workspace.home}/.ssh/id_ed25519`, 'foreign-secret-ssh\n')
    workspace.write(`${workspace.home}/.codex/auth.json`, { OPENAI_API_KEY: 'foreign-secret-auth' })
    const text = await printed(context, 'cat ~/.ssh/id_ed25519 ~/.codex/auth.json; ls ~')
    check('whether it saw a secret', text.includes('foreign-secret'), false)
    checkMatch('why not', text, /Permission denied/)
  },
  'shows commands no variable that is called like a key': async (context) => {
    const { cli, run, workspace } = context
    const env = { MY_PASSWORD: 'secret-one', api_token: 'secret-two', FLAVOUR: 'vanilla' }
    await run(inTurn(cli.turns.runs('env > printed.txt')), { ...WRITING, env })
    const text = workspace.snapshot(workspace.cwd)['printed.txt'] ?? ''
    check('the secrets', /secret-one|secret-two|conformance-own/.exec(text)?.[0], undefined)
    checkMatch('the others', text, /^FLAVOUR=vanilla$/m)
  },
  'keeps the directories of git and Codex as they were': async (context) => {
    const text = await printed(context, 'touch .git/x .codex/x .agents/x; ls -a')
    checkMatch('what it could not do', text, /\.git\/x.*Read-only.*\.codex\/x.*Read-only/s)
    const { cwd, snapshot } = context.workspace
    check('what is there', Object.keys(snapshot(cwd)), ['printed.txt'])
  },
  'writes in added directories, and warns of it': async ({ run, workspace }) => {
    const { outside } = workspace
    const path = `${outside}/new.txt`
    const patched = { input: patch.input.replace('new.txt', path) }
    const script = inTurn(
      calls(['exec_command', { cmd: `echo x > ${outside}/other.txt` }]),
      calls(['apply_patch', patched]),
    )
    const result = await run(script, { ...WRITING, addDirs: [outside] })
    checkResult(result, { outcome: 'completed', denials: [] })
    checkMatch('the warnings', result.warnings.join(), /writable/)
    check('the files', Object.keys(workspace.snapshot(outside)).sort(), ['new.txt', 'other.txt'])
  },
})

function leftIn({ workspace }: CodexContext): string {
  return Object.keys(workspace.snapshot(workspace.temporary)).join()
}
