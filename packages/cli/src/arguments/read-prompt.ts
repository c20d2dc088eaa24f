import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { addAbortSignal } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { CommandContext } from '../command.ts'
import { UsageError } from './usage-error.ts'

/** Where a prompt may stand. */
export interface PromptSources {
  readonly argument: string | undefined
  readonly file: string | undefined
}

/**
 * The prompt: the argument, the file, or what is piped in. An argument or file `-` is standard input.
 *
 * @throws UsageError when there is none, or two.
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
  if (source === undefined && stdin.isTTY === true) {
    throw new UsageError(
      'There is no prompt.',
      'Write it as an argument in quotes, name a file with --file, or pipe it in.',
    )
  }
  return text(addAbortSignal(signal, stdin))
}

function readPromptFile(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new UsageError(`The prompt's file ${path} cannot be read: ${(error as Error).message}.`)
  }
}
