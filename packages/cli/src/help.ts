import type { Command } from './command.ts'
import { EXIT_CODE_HELP } from './exit-codes.ts'
import type { Terminal } from './terminal/terminal.ts'

/** The text of `htmlgraph --help`. */
export function formatProgramHelp(
  commands: Readonly<Record<string, Command>>,
  { paint }: Terminal,
): string {
  const rows = Object.entries(commands).map(([name, { summary }]) => [name, summary] as const)
  return [
    'htmlgraph delegates tasks to headless coding agents and keeps every task as one HTML file.',
    '',
    `${paint('bold', 'Usage')}  htmlgraph <command> [options]`,
    '',
    paint('bold', 'Commands'),
    ...columns(rows),
    '',
    paint('bold', 'Options'),
    ...columns([
      ['--help', 'show this text, or that of a command'],
      ['--version', 'print the version'],
    ]),
    '',
    paint('bold', 'Examples'),
    ...columns([
      ['htmlgraph demo', 'needs no account, no key and no agent'],
      ['htmlgraph doctor', 'which agents can I use?'],
      ['htmlgraph delegate --agent reviewer "Look for bugs in src"', ''],
    ]),
    '',
    paint('bold', 'Exit codes'),
    ...columns(EXIT_CODE_HELP),
    '',
    'Answers go to standard output, everything else to standard error. NO_COLOR switches colour off.',
  ].join('\n')
}

/** The text of `htmlgraph <command> --help`. */
export function formatCommandHelp(command: Command, { paint }: Terminal): string {
  const options = Object.entries(command.options).map(([name, { value, summary, multiple }]) => {
    const label = value === undefined ? `--${name}` : `--${name} ${value}`
    return [label, multiple === true ? `${summary}; may be repeated` : summary] as const
  })
  const usage = ['htmlgraph', command.name, ...command.positionals, '[options]'].join(' ')
  return [
    command.description,
    '',
    `${paint('bold', 'Usage')}  ${usage}`,
    '',
    paint('bold', 'Options'),
    ...columns([...options, ['--help', 'show this text']]),
    '',
    paint('bold', 'Examples'),
    ...command.examples.flatMap(([line, effect]) => [`  ${line}`, `      ${effect}`]),
    '',
    paint('bold', 'Exit codes'),
    ...columns(EXIT_CODE_HELP),
  ].join('\n')
}

/** Two columns; a left side that is too long for the first keeps its line to itself only if it must. */
function columns(rows: readonly (readonly [left: string, right: string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd())
}
