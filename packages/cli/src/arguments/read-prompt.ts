import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { addAbortSignal } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { CommandContext } from '../command.ts'
import { EnvironmentError } from '../environment-error.ts'
import { UsageError } from './usage-error.ts'

/** Where a prompt may stand. */
export interface PromptSources {
  readonly argument: string | undefined
  readonly file: string | undefined
}

/**
 * The prompt: the argument, the file, or what is piped in. An argument or file `-` is standard input.
 *
 * @throws UsageError when there is none, or two; EnvironmentError when the file cannot be read.
 */
export async function readPrompt(
  { argument, file }: PromptSources,
  { cwd, stdin, signal }: CommandContext,
): Promise<string> {
  if (argument !== undefined && file !== undefined) {
    throw new UsageError('There are two prompts, an argument and --file; expected one.')
  }
  const source = file ?? argument
  if (source !== undefined && source !== '-') {
    return file === undefined ? source : readPromptFile(resolve(cwd, file))
  }
  if (source === undefined && stdin.isTTY === true) throw withoutPrompt('There is no prompt.')
  const piped = await text(addAbortSignal(signal, stdin))
  if (piped.trim() !== '') return piped
  throw withoutPrompt('There is no prompt: standard input is empty.')
}

function withoutPrompt(message: string): UsageError {
  const hint = 'Write it as an argument in quotes, name a file with --file, or pipe it in.'
  return new UsageError(message, hint)
}

function readPromptFile(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const reason = (error as Error).message
    throw new EnvironmentError(`The prompt's file ${path} cannot be read: ${reason}.`)
  }
}
