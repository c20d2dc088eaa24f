import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openaiResponses, type Script, startModelServer } from '@htmlgraph/testkit/model-server'
import { recordRun } from '@htmlgraph/testkit/replay'

const FIXTURES = join(import.meta.dirname, '../fixtures')

interface CodexRun {
  readonly model: string
  readonly sandbox: string
}

/** What the API does, and the runs of one session, by name. */
interface Session {
  readonly script: Script
  readonly runs: Readonly<Record<string, CodexRun>>
}

const says = (text: string): Script[number] => ({ kind: 'answer', text })
const calls = (name: string, input: Readonly<Record<string, string>>): Script[number] => {
  return { kind: 'answer', toolCalls: [{ name, input }] }
}
const patch = (file: string): Script[number] => {
  const lines = ['*** Begin Patch', `*** Add File: ${file}`, '+new', '*** End Patch', '']
  return calls('apply_patch', { input: lines.join('\n') })
}
const fails = (status: number, type: string, message: string): Script[number] => {
  return { kind: 'api-error', status, type, message }
}

const READING = { model: 'gpt-5.5', sandbox: 'read-only' }
const WRITING = { model: 'gpt-5.5', sandbox: 'workspace-write' }

const SESSIONS: readonly Session[] = [
  { script: [says(' ')], runs: { empty: READING } },
  { script: [patch('new.txt'), says('File written.')], runs: { 'file-change': WRITING } },
  {
    script: [patch('new.txt'), calls('exec_command', { cmd: 'touch a' }), says('I may not.')],
    runs: { 'denied-both': READING },
  },
  {
    script: [calls('exec_command', { cmd: 'touch a' }), says('I may not.')],
    runs: { 'denied-code-mode': { ...READING, model: 'gpt-6-luna' } },
  },
  {
    script: [says('One.'), says('Two.'), says('Three.')],
    runs: { first: READING, second: READING, third: { ...READING, model: 'gpt-6-luna' } },
  },
  {
    script: [fails(429, 'usage_limit_reached', 'The usage limit has been reached')],
    runs: { 'usage-limit': READING },
  },
  {
    script: [fails(200, 'rate_limit_exceeded', 'Rate limit reached. Please try again in 1.5s.')],
    runs: { 'rate-limit-wait': READING },
  },
  { script: [fails(200, 'server_is_overloaded', 'Busy')], runs: { capacity: READING } },
]

/** What was recorded of which sessions in their files. */
const ROLLOUTS = ['denied-both', 'denied-code-mode', 'third']

/** Runs the real Codex for each session. */
export async function recordCodex(executable: string, version: string): Promise<void> {
  for (const { script, runs } of SESSIONS) {
    const root = mkdtempSync(join(tmpdir(), 'codex-record-'))
    // Codex makes no helper programs in a home directory below the temporary one.
    for (const name of ['home/.codex', 'work', 'tmp'])
      mkdirSync(join(root, name), { recursive: true })
    await using server = await startModelServer({ script, dialect: openaiResponses })
    for (const [index, [name, run]] of Object.entries(runs).entries()) {
      const session = index === 0 ? ['-'] : ['resume', '--last', '-']
      await recordRun({
        executable,
        args: ['exec', '--json', '--skip-git-repo-check', ...flags(run, server.url), ...session],
        env: {
          PATH: '/usr/bin:/bin',
          HOME: join(root, 'home'),
          TMPDIR: join(root, 'tmp'),
          LANG: 'C.UTF-8',
          OPENAI_API_KEY: 'sk-dummy',
        },
        cwd: join(root, 'work'),
        stdin: 'Please do it.',
        notes: [`version=${version}`],
        rewrite: { [root]: '/sandbox', [executable]: '/sandbox/codex' },
        directory: join(FIXTURES, `codex-${version}`, `codex-own-${name}`),
      })
      if (ROLLOUTS.includes(name)) keepRollout(name, root)
    }
    rmSync(root, { recursive: true, force: true })
  }
}

function flags({ model, sandbox }: CodexRun, url: string): string[] {
  const api = `name="mock",base_url="${url}/v1",env_key="OPENAI_API_KEY",wire_api="responses"`
  const settings = [
    'analytics.enabled=false',
    'model_provider="mock"',
    `model_providers.mock={${api},request_max_retries=0,stream_max_retries=0}`,
  ]
  return ['-s', sandbox, '-m', model, ...settings.flatMap((setting) => ['-c', setting])]
}

function keepRollout(name: string, root: string): void {
  const sessions = join(root, 'home/.codex/sessions')
  const files = readdirSync(sessions, { recursive: true, encoding: 'utf8' })
  const file = files.find((path) => path.endsWith('.jsonl')) ?? ''
  const text = readFileSync(join(sessions, file), 'utf8').replaceAll(root, '/sandbox')
  mkdirSync(join(FIXTURES, 'rollouts'), { recursive: true })
  writeFileSync(join(FIXTURES, 'rollouts', `${name}.jsonl`), text)
}

const [executable, version] = process.argv.slice(2)
if (import.meta.main && executable && version) await recordCodex(executable, version)
