import type { Terminal } from '../src/terminal/terminal.ts'

/** A terminal that keeps what it is told. */
export interface MemoryTerminal extends Terminal {
  /** Standard output so far. */
  output(): string
  /** Standard error so far. */
  notes(): string
}

/** Makes a terminal in memory, without colours. @param columns Its width. */
export function createMemoryTerminal(init: { isLive: boolean; columns?: number }): MemoryTerminal {
  const output: string[] = []
  const notes: string[] = []
  return {
    isInteractive: init.isLive,
    isOutputLive: init.isLive,
    isNoteLive: init.isLive,
    columns: () => init.columns ?? 80,
    print: (text) => void output.push(`${text}\n`),
    write: (text) => void output.push(text),
    printJson: (value) => void output.push(`${JSON.stringify(value)}\n`),
    note: (text) => void notes.push(`${text}\n`),
    writeNote: (text) => void notes.push(text),
    flush: async () => {},
    paint: (_style, text) => text,
    paintNote: (_style, text) => text,
    confirm: async () => init.isLive,
    output: () => output.join(''),
    notes: () => notes.join(''),
  }
}
