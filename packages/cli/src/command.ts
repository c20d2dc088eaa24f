import type { OptionSpecs, OptionValues } from './arguments/option-spec.ts'
import type { Terminal } from './terminal/terminal.ts'

/** What a command may use of the world. */
export interface CommandContext {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  readonly stdin: NodeJS.ReadStream
  readonly terminal: Terminal
  /** Aborted by the first Ctrl-C, and when nobody reads standard output any more. */
  readonly signal: AbortSignal
}

/** What was written behind the command's name. */
export interface CommandInput<Specs extends OptionSpecs> {
  readonly values: OptionValues<Specs>
  readonly positionals: readonly string[]
}

/** One command of the program. */
export interface Command<Specs extends OptionSpecs = OptionSpecs> {
  readonly name: string
  /** Half a line, for the list of commands. */
  readonly summary: string
  /** The positional arguments, as `--help` shows them: `<task-id>`, `[prompt]`. */
  readonly positionals: readonly string[]
  /** One or more paragraphs. */
  readonly description: string
  readonly options: Specs
  /** Whole command lines, each with what it does. */
  readonly examples: readonly (readonly [line: string, effect: string])[]
  /** @returns The exit code. @throws HtmlGraphError, UsageError */
  run(input: CommandInput<Specs>, context: CommandContext): Promise<number>
}

/** Gives a command the types of its own options. */
export function defineCommand<const Specs extends OptionSpecs>(command: Command<Specs>): Command {
  // The table of commands holds them all; each is only ever run with what its own options were parsed to.
  return command as unknown as Command
}
