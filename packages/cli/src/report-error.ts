import type { ErrorCode } from '@htmlgraph/core/store'
import { UsageError } from './arguments/usage-error.ts'
import { EnvironmentError } from './environment-error.ts'
import { EXIT_CODES } from './exit-codes.ts'
import { cleanText } from './terminal/clean-text.ts'
import type { Terminal } from './terminal/terminal.ts'

const CODES_OF: Readonly<Partial<Record<ErrorCode, number>>> = {
  HG_TASK_NOT_FOUND: EXIT_CODES.notFound,
  HG_STORE_UNWRITABLE: EXIT_CODES.environment,
  HG_RECORD_CORRUPT: EXIT_CODES.environment,
  HG_WAIT_TIMEOUT: EXIT_CODES.unfinished,
}

/**
 * Says on standard error what went wrong and what to do about it.
 *
 * @returns The exit code.
 */
export async function reportError(error: unknown, terminal: Terminal): Promise<number> {
  if (error instanceof UsageError || error instanceof EnvironmentError) {
    say(terminal, { label: 'error', message: error.message, hint: error.hint })
    return error instanceof UsageError ? EXIT_CODES.usage : EXIT_CODES.environment
  }
  const { isHtmlGraphError } = await import('@htmlgraph/core/store')
  if (isHtmlGraphError(error)) {
    const { code, message, hint } = error
    say(terminal, { label: `error[${code}]`, message, hint })
    return CODES_OF[code] ?? EXIT_CODES.usage
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const hint = 'This is a mistake in htmlgraph. Please report it with the lines above.'
  say(terminal, { label: 'error', message, hint })
  return EXIT_CODES.internal
}

function say(
  terminal: Terminal,
  { label, message, hint }: { label: string; message: string; hint: string | null },
): void {
  terminal.note(`${terminal.paintNote('red', `${label}:`)} ${cleanText(message)}`)
  if (hint !== null) terminal.note(`${terminal.paintNote('cyan', 'hint:')} ${cleanText(hint)}`)
}
