import { fitWidth, padWidth } from '../terminal/display-width.ts'
import { formatSeconds } from '../terminal/format-values.ts'
import type { Paint, Terminal } from '../terminal/terminal.ts'
import { describeEvent } from './describe-event.ts'
import { describeSettled, paintOf } from './describe-settled.ts'
import type { Progress, ProgressTask } from './progress.ts'

/** Often enough for the seconds to run, seldom enough to cost nothing. */
const REDRAW_MS = 100
/** The mark and its blank, and a last column left free: a full line makes some terminals go on to the next. */
const MARGIN = 3
const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const HIDE_CURSOR = '\u001b[?25l'
const SHOW_CURSOR = '\u001b[?25h'
const CLEAR_LINE = '\u001b[2K'
const up = (lines: number): string => (lines === 0 ? '' : `\u001b[${lines}A`)

interface Row {
  readonly label: string
  text: string
  startedMs: number | null
  /** `null` while the task goes on. */
  ended: Paint | null
}

/** One line a task, written anew in place. */
export function createLiveProgress(tasks: readonly ProgressTask[], terminal: Terminal): Progress {
  const rows = new Map(
    tasks.map(({ taskId, label }): [string, Row] => [
      taskId,
      { label, text: 'waits', startedMs: null, ended: null },
    ]),
  )
  const board = new Board(rows, terminal)
  return {
    see(event, taskId) {
      const row = rows.get(taskId)
      if (row === undefined) return
      row.startedMs ??= performance.now()
      row.text = describeEvent(event) ?? row.text
    },
    settle(record) {
      const row = rows.get(record.taskId)
      if (row !== undefined)
        Object.assign(row, { text: describeSettled(record), ended: paintOf(record) })
    },
    dispose: () => board.close(),
    [Symbol.dispose]: () => board.close(),
  }
}

class Board {
  readonly #rows: ReadonlyMap<string, Row>
  readonly #terminal: Terminal
  readonly #timer: NodeJS.Timeout
  #drawn = 0
  #frame = 0

  constructor(rows: ReadonlyMap<string, Row>, terminal: Terminal) {
    this.#rows = rows
    this.#terminal = terminal
    terminal.writeNote(HIDE_CURSOR)
    // A process that dies must not leave a terminal without a cursor.
    process.once('exit', this.#showCursor)
    this.#timer = setInterval(() => this.#draw(), REDRAW_MS)
    this.#timer.unref()
    this.#draw()
  }

  close(): void {
    if (process.listeners('exit').includes(this.#showCursor) === false) return
    clearInterval(this.#timer)
    process.off('exit', this.#showCursor)
    this.#draw()
    this.#showCursor()
  }

  readonly #showCursor = (): void => this.#terminal.writeNote(SHOW_CURSOR)

  #draw(): void {
    this.#frame += 1
    const lines = [...this.#rows.values()].map((row) => `${CLEAR_LINE}${this.#line(row)}\n`)
    this.#terminal.writeNote(up(this.#drawn) + lines.join(''))
    this.#drawn = lines.length
  }

  #line(row: Row): string {
    const labelWidth = Math.max(...[...this.#rows.values()].map(({ label }) => label.length))
    const seconds = row.startedMs === null ? null : (performance.now() - row.startedMs) / 1000
    const clock = row.ended === null && seconds !== null ? ` ${formatSeconds(seconds)} s` : ''
    const label = padWidth(row.label, labelWidth, 'left')
    const room = this.#terminal.columns() - clock.length - MARGIN
    const text = fitWidth(`${label}  ${row.text}`, Math.max(1, room))
    return `${this.#mark(row)} ${text}${this.#terminal.paintNote('dim', clock)}`
  }

  #mark({ ended, startedMs }: Row): string {
    if (ended !== null) return this.#terminal.paintNote(ended, ended === 'green' ? '✓' : '✗')
    if (startedMs === null) return '·'
    return this.#terminal.paintNote('cyan', SPINNER[this.#frame % SPINNER.length] ?? '')
  }
}
