import type { Diagnosis, ProviderReport } from '../agents/examine-project.ts'
import { directoryOf, JSON_OPTION, ROOT_OPTION } from '../arguments/shared-options.ts'
import { type Command, type CommandContext, type CommandInput, defineCommand } from '../command.ts'
import { EXIT_CODES } from '../exit-codes.ts'
import { cleanLine } from '../terminal/clean-text.ts'
import type { Terminal } from '../terminal/terminal.ts'

const options = {
  network: { type: 'boolean', summary: 'also ask whether the API hosts of the agents answer' },
  root: ROOT_OPTION,
  json: JSON_OPTION,
} as const

/** `htmlgraph doctor` */
export const doctor: Command = defineCommand({
  name: 'doctor',
  summary: 'say which agents are ready, and what to do about the others',
  positionals: [],
  description:
    'Says which agents are ready in this project: which providers are registered, whether their CLI is found, its\n' +
    'version, whether it looks logged in, and what to do about what is not. Ends with 1 when no agent can be used.',
  options,
  examples: [
    ['htmlgraph doctor', 'looks only at this machine'],
    ['htmlgraph doctor --network', 'also opens a connection to each API host'],
    ['htmlgraph doctor --json', 'the same as data'],
  ],
  run,
})

async function run(
  { values }: CommandInput<typeof options>,
  context: CommandContext,
): Promise<number> {
  const { examineProject } = await import('../workings.ts')
  const directory = directoryOf(values.root, context.cwd) ?? context.cwd
  const diagnosis = await examineProject({ directory, withNetwork: values.network, context })
  if (values.json) context.terminal.printJson(diagnosis)
  else print(diagnosis, context.terminal)
  return diagnosis.isUsable ? EXIT_CODES.success : EXIT_CODES.failed
}

function print(diagnosis: Diagnosis, terminal: Terminal): void {
  const { node, root, providers, findings, isUsable } = diagnosis
  const say = (text: string): void => terminal.print(text)
  say(`Node ${node}, project ${cleanLine(root)}`)
  for (const report of providers) {
    say(`\n${terminal.paint('bold', report.provider)}  ${cleanLine(report.plugin)}`)
    for (const [name, state, text] of linesOf(report)) {
      say(`  ${mark(state, terminal)} ${name.padEnd(8)} ${cleanLine(text)}`)
    }
  }
  if (findings.length > 0) say(`\n${terminal.paint('bold', 'What to do')}`)
  for (const { subject, problem, remedy } of findings) {
    say(`  ${cleanLine(`${subject}: ${problem}`)}`)
    if (remedy !== null) say(`      ${cleanLine(remedy)}`)
  }
  const verdict = isUsable ? 'At least one agent can be used.' : 'No agent can be used yet.'
  say(`\n${terminal.paint(isUsable ? 'green' : 'red', verdict)}`)
}

type State = 'good' | 'bad' | 'unsure'

function mark(state: State, terminal: Terminal): string {
  if (state === 'good') return terminal.paint('green', '✓')
  return state === 'bad' ? terminal.paint('red', '✗') : terminal.paint('yellow', '?')
}

function linesOf(report: ProviderReport): [name: string, state: State, text: string][] {
  const { path, problem, version, versionState, login, hosts } = report
  if (path === null) return [['program', 'bad', 'not found'], loginLine(login)]
  const versionIs: Record<typeof versionState, State> = {
    tested: 'good',
    untested: 'unsure',
    'too-old': 'bad',
    unknown: 'unsure',
  }
  return [
    problem === null
      ? ['program', 'good', path]
      : ['program', 'bad', `${path}, which cannot be run: ${problem}`],
    [
      'version',
      versionIs[versionState],
      version === null ? 'unknown' : `${version}, ${versionState}`,
    ],
    loginLine(login),
    ...hosts.map(({ host, problem }): [string, State, string] => [
      'network',
      problem === null ? 'good' : 'bad',
      `${host} ${problem ?? 'answers'}`,
    ]),
  ]
}

function loginLine({ state, evidence }: ProviderReport['login']): [string, State, string] {
  if (state === 'yes') return ['login', 'good', `looks logged in: ${evidence}`]
  return state === 'no'
    ? ['login', 'bad', 'does not look logged in']
    : [
        'login',
        'unsure',
        'unknown: no key is set, and this provider names no file that would show a login',
      ]
}
