import type {
  Billing,
  Collected,
  Denial,
  EndEvent,
  FileChange,
  ModelUsage,
  RunEvent,
} from '../contract/index.ts'
import { MessageLog } from './message-log.ts'

const RAW_TAIL_CHARACTERS = 8 * 1024
const WARNINGS_KEPT = 100
const ENTRIES_KEPT = 10_000

/** Folds the events of one run into what `finish` and the verdict need. Bounded, whatever comes. */
export class Collector {
  #sessionId: string | null = null
  #model: string | null = null
  #billing: Billing = 'unknown'
  #messages = new MessageLog()
  #earlierText = ''
  #isTruncated = false
  #end: EndEvent | null = null
  #usage: readonly ModelUsage[] = []
  #rawTail = ''
  #toolsSucceeded = 0
  #toolsFailed = 0
  #hasWorkStarted = false
  readonly #denials: Denial[] = []
  readonly #fileChanges: FileChange[] = []
  readonly #warnings: string[] = []

  /** Whether a tool was asked for or a file changed: a repeat could do it twice. */
  get hasWorkStarted(): boolean {
    return this.#hasWorkStarted
  }

  /** Whether a part of the agent's text was left out. */
  get isTruncated(): boolean {
    return this.#isTruncated
  }

  add(event: RunEvent): void {
    switch (event.type) {
      case 'session':
        this.#sessionId = event.sessionId ?? this.#sessionId
        this.#model = event.model ?? this.#model
        this.#billing = event.billing ?? this.#billing
        return
      case 'message':
        this.#addMessage(event.text)
        return
      case 'tool-start':
        this.#startTool()
        return
      case 'tool-end':
        if (event.ok) this.#toolsSucceeded += 1
        else this.#toolsFailed += 1
        return
      case 'file-change':
        this.#hasWorkStarted = true
        this.#addEntry(this.#fileChanges, { path: event.path, change: event.change })
        return
      case 'denied':
        this.#addEntry(this.#denials, { tool: event.tool, reason: event.reason })
        return
      case 'warning':
        this.#warn(event.message)
        return
      case 'usage':
        this.#usage = event.usage
        return
      case 'end':
        this.#end = event
        return
      case 'raw':
        this.#rawTail = `${this.#rawTail}${event.line}\n`.slice(-RAW_TAIL_CHARACTERS)
    }
  }

  get sessionId(): string | null {
    return this.#sessionId
  }

  /** All that came so far, with the files that were read back after the exit. */
  collect(files: ReadonlyMap<string, string>): Collected {
    return {
      sessionId: this.#sessionId,
      model: this.#model,
      billing: this.#billing,
      text: this.#messages.isEmpty ? this.#earlierText : this.#messages.text,
      end: this.#end,
      usage: this.#usage,
      denials: this.#denials,
      fileChanges: this.#fileChanges,
      toolsSucceeded: this.#toolsSucceeded,
      toolsFailed: this.#toolsFailed,
      warnings: this.#warnings,
      rawTail: this.#rawTail,
      files,
    }
  }

  /** What was said before a tool call is a remark, not the answer; it is kept until there is a later one. */
  #startTool(): void {
    this.#hasWorkStarted = true
    if (!this.#messages.isEmpty) this.#earlierText = this.#messages.text
    this.#messages = new MessageLog()
  }

  #addMessage(text: string): void {
    if (!this.#messages.add(text)) return
    this.#isTruncated = true
    this.#warn('The agent said more than is kept: the middle of its text is left out.')
  }

  #addEntry<Entry>(entries: Entry[], entry: Entry): void {
    if (entries.length < ENTRIES_KEPT) entries.push(entry)
    else this.#warn(`Only the first ${ENTRIES_KEPT} denials and file changes are kept.`)
  }

  #warn(message: string): void {
    if (this.#warnings.length >= WARNINGS_KEPT || this.#warnings.includes(message)) return
    this.#warnings.push(message)
  }
}
