import type { AgentResult, RunEvent } from '@htmlgraph/core'
import { describeEvent } from './progress/describe-event.ts'
import { cleanLine, cleanText } from './terminal/clean-text.ts'
import { fitWidth } from './terminal/display-width.ts'
import { formatCost, formatSeconds, formatTokens } from './terminal/format-values.ts'
import type { Terminal } from './terminal/terminal.ts'

/** Prints a run: its answer on standard output, what else happens on standard error. */
export interface RunPrinter {
  see(event: RunEvent): void
  finish(result: AgentResult): void
}

/**
 * On a terminal, all the agent's text is printed as it comes. Elsewhere standard output gets the final answer
 * alone, so that a pipe or a file has just that.
 */
export function createRunPrinter(terminal: Terminal): RunPrinter {
  return terminal.isOutputLive ? new LivePrinter(terminal) : new PipePrinter(terminal)
}

class PipePrinter implements RunPrinter {
  readonly #terminal: Terminal

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  see(event: RunEvent): void {
    noteEvent(event, this.#terminal)
  }

  finish(result: AgentResult): void {
    if (result.response !== '') this.#terminal.print(cleanText(result.response))
    noteResult(result, this.#terminal)
  }
}

class LivePrinter implements RunPrinter {
  readonly #terminal: Terminal
  /** What was printed since the last complete message. */
  #partial = ''
  #lastMessage = ''

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  see(event: RunEvent): void {
    if (event.type === 'text-delta') {
      this.#partial += event.text
      this.#terminal.write(cleanText(event.text))
    } else if (event.type === 'message') {
      this.#printMessage(event.text)
    } else if (describeEvent(event) !== null) {
      this.#endLine()
      noteEvent(event, this.#terminal)
    }
  }

  finish(result: AgentResult): void {
    this.#endLine()
    const isNew = result.response.trim() !== this.#lastMessage.trim()
    if (isNew) this.#terminal.print(cleanText(result.response))
    noteResult(result, this.#terminal)
  }

  #printMessage(text: string): void {
    const isPrinted = this.#partial.trim() === text.trim()
    this.#endLine()
    if (!isPrinted) this.#terminal.print(cleanText(text))
    this.#lastMessage = text
  }

  #endLine(): void {
    if (this.#partial !== '' && !this.#partial.endsWith('\n')) this.#terminal.write('\n')
    if (this.#partial !== '') this.#lastMessage = this.#partial
    this.#partial = ''
  }
}

function noteEvent(event: RunEvent, terminal: Terminal): void {
  const text = describeEvent(event)
  if (text !== null) terminal.note(terminal.paintNote('dim', fitWidth(text, terminal.columns())))
}

function noteResult(result: AgentResult, terminal: Terminal): void {
  if (result.error !== null) {
    const label = terminal.paintNote('red', `${result.outcome} (${result.error.kind}):`)
    terminal.note(`${label} ${cleanText(result.error.message)}`)
  }
  for (const warning of result.warnings) {
    terminal.note(`${terminal.paintNote('yellow', 'warning:')} ${cleanLine(warning)}`)
  }
  if (result.pid === null) return
  const facts = [
    result.model,
    result.tokensUsed === null ? null : `${formatTokens(result.tokensUsed)} tokens`,
    result.cost === null ? null : formatCost(result.cost),
    `${formatSeconds(result.durationMs / 1000)} s`,
    result.sessionId === null ? null : `session ${result.sessionId}`,
  ]
  terminal.note(
    terminal.paintNote('dim', cleanLine(facts.filter((fact) => fact !== null).join(', '))),
  )
}
