import { parseArguments } from './arguments/parse-arguments.ts'
import { UsageError } from './arguments/usage-error.ts'
import type { Command, CommandContext } from './command.ts'
import { COMMANDS } from './command-table.ts'
import { EnvironmentError } from './environment-error.ts'
import { EXIT_CODES } from './exit-codes.ts'
import { formatCommandHelp, formatProgramHelp } from './help.ts'
import { reportError } from './report-error.ts'
import { createTerminal } from './terminal/terminal.ts'
import { watchInterrupts } from './watch-interrupts.ts'

/** Every command understands it. */
const HELP = { help: { type: 'boolean', summary: 'show this text' } } as const

/** Finds the command, runs it, and turns whatever it throws into a message and an exit code. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const interrupts = watchInterrupts(process)
  let broken: EnvironmentError | null = null
  const terminal = createTerminal({
    process,
    onClosed: interrupts.abort,
    onBroken({ message }) {
      broken ??= new EnvironmentError(`Standard output cannot be written: ${message}.`)
      interrupts.abort(broken.message)
    },
  })
  try {
    const code = await dispatch(args, {
      cwd: process.cwd(),
      env: process.env,
      get stdin() {
        return process.stdin
      },
      terminal,
      signal: interrupts.signal,
    })
    await terminal.flush()
    if (interrupts.wasInterrupted()) return EXIT_CODES.interrupted
    return broken === null ? code : await reportError(broken, terminal)
  } catch (error) {
    if (interrupts.wasInterrupted()) return EXIT_CODES.interrupted
    if (broken !== null) return await reportError(broken, terminal)
    // A reader that has seen enough is content.
    if (interrupts.signal.aborted) return EXIT_CODES.success
    return await reportError(error, terminal)
  } finally {
    interrupts.dispose()
  }
}

async function dispatch(args: readonly string[], context: CommandContext): Promise<number> {
  const [name, ...rest] = args[0] === 'help' ? [...args.slice(1), '--help'] : args
  if (name === undefined || name === '--help' || name === '-h') {
    context.terminal.print(formatProgramHelp(COMMANDS, context.terminal))
    return name === undefined ? EXIT_CODES.usage : EXIT_CODES.success
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command === undefined) throw await unknownCommand(name)
  if (isHelpAsked(rest)) {
    context.terminal.print(formatCommandHelp(command, context.terminal))
    return EXIT_CODES.success
  }
  return runCommand(command, rest, context)
}

async function runCommand(
  command: Command,
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  const input = await parseArguments(args, {
    options: { ...command.options, ...HELP },
    positionals: command.positionals.length,
    hintFor,
  })
  return command.run(input, context)
}

/** Asked for anywhere before `--`, so that a half-written command line is answered too. */
function isHelpAsked(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  const own = end === -1 ? args : args.slice(0, end)
  return own.includes('--help') || own.includes('-h')
}

async function unknownCommand(name: string): Promise<UsageError> {
  const kind = name.startsWith('-') ? 'option' : 'command'
  return new UsageError(`There is no ${kind} ${name}.`, await hintFor(name, Object.keys(COMMANDS)))
}

async function hintFor(name: string, known: readonly string[]): Promise<string> {
  const { nameHint } = await import('@htmlgraph/core/store')
  return nameHint(name, known)
}
