import { styleText } from 'node:util'
import { cleanJson } from './clean-text.ts'

/** The colours and styles that are used. */
export type Paint = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan'

/** Where a command speaks: answers on standard output, all else on standard error. */
export interface Terminal {
  /** Whether somebody sits before it and can be asked. */
  readonly isInteractive: boolean
  /** Whether answers are read by a person as they come. */
  readonly isOutputLive: boolean
  /** Whether lines on standard error can be written anew in place. */
  readonly isNoteLive: boolean
  /** The width of standard error in columns. */
  columns(): number
  /** One line, or several, to standard output. */
  print(text: string): void
  /** To standard output, as it is. */
  write(text: string): void
  /** A value on one line to standard output. */
  printJson(value: unknown): void
  /** One line, or several, to standard error. */
  note(text: string): void
  /** To standard error, as it is. */
  writeNote(text: string): void
  /** Ends when standard output has been written, or could not be. */
  flush(): Promise<void>
  /** Colours a text for standard output, where it has colours. */
  paint(style: Paint, text: string): string
  /** Colours a text for standard error, where it has colours. */
  paintNote(style: Paint, text: string): string
  /** Asks on standard error. @throws when `signal` is aborted. */
  confirm(question: string, signal: AbortSignal): Promise<boolean>
}

/** What a terminal is made of. */
export interface TerminalInit {
  readonly process: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr' | 'env'>
  /** Called once when nobody reads standard output any more. */
  readonly onClosed: (reason: string) => void
  /** Called when standard output cannot be written for another reason, such as a full disk. */
  readonly onBroken: (error: Error) => void
}

/**
 * Makes the terminal of a process. A reader that goes away, as `head` does, is no error.
 *
 * Standard input and standard error are looked at when they are needed: Node takes some milliseconds to open each.
 */
export function createTerminal(init: TerminalInit): Terminal {
  const { process } = init
  const { stdout } = process
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') init.onClosed('Nobody reads standard output any more.')
    else init.onBroken(error)
  })
  const stderr = (): NodeJS.WriteStream => {
    // There is no other place to say it.
    if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', () => {})
    return process.stderr
  }
  return {
    get isInteractive() {
      return process.stdin.isTTY === true && stderr().isTTY === true
    },
    isOutputLive: stdout.isTTY === true,
    get isNoteLive() {
      // A dumb terminal does not know how to move its cursor.
      return stderr().isTTY === true && process.env.TERM !== 'dumb'
    },
    // A terminal that does not know its size says 0.
    columns: () => stderr().columns || 80,
    print: (text) => void stdout.write(`${text}\n`),
    write: (text) => void stdout.write(text),
    printJson: (value) => void stdout.write(`${cleanJson(value)}\n`),
    note: (text) => void stderr().write(`${text}\n`),
    writeNote: (text) => void stderr().write(text),
    flush: () => new Promise((resolve) => void stdout.write('', () => resolve())),
    paint: (style, text) => styleText(style, text, { stream: stdout }),
    paintNote: (style, text) => styleText(style, text, { stream: stderr() }),
    confirm: (question, signal) =>
      confirm({ stdin: process.stdin, stderr: stderr(), question, signal }),
  }
}

interface Question {
  readonly stdin: NodeJS.ReadStream
  readonly stderr: NodeJS.WriteStream
  readonly question: string
  readonly signal: AbortSignal
}

async function confirm({ stdin, stderr, question, signal }: Question): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises')
  const lines = createInterface({ input: stdin, output: stderr })
  // A terminal in raw mode sends Ctrl-C as a key; the rest of the program waits for a signal.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    const answer = await lines.question(`${question} [y/N] `, { signal })
    return /^y(es)?$/i.test(answer.trim())
  } finally {
    lines.close()
  }
}
