import type { FileChangeEvent, ProviderEvent } from '../contract/index.ts'
import { readObject, readText } from './read-json.ts'

/** Most calls that are remembered, of either kind: a stream that never answers must not fill the memory. */
const MOST_CALLS = 10_000

/** A tool that was asked for and has not answered. */
export interface OpenTool {
  readonly toolId: string
  readonly tool: string
  /** The file it is to change, if it is one that does. @default what the `fileFields` of the log find */
  readonly path?: string | null | undefined
}

/** How a tool ended. */
export interface ToolEnd {
  readonly toolId: string
  readonly ok: boolean
  readonly output: string | null
  /** What became of the file the tool was to change. @default 'unknown' */
  readonly change?: FileChangeEvent['change'] | undefined
}

/** What the tools of a CLI have in common. */
export interface ToolLogInit {
  /** By tool, the field of its input that names the file it changes. @default none */
  readonly fileFields?: Readonly<Record<string, string>> | undefined
  /** How a tool that failed says that it was not allowed, where no other event does. @default never */
  readonly denied?: RegExp | undefined
}

/** Remembers the calls of tools between the line that asks and the line that answers. */
export class ToolLog {
  readonly #open = new Map<string, OpenTool>()
  readonly #denied = new Set<string>()
  readonly #fileFields: ReadonlyMap<string, string>
  readonly #denial: RegExp | null

  constructor({ fileFields = {}, denied }: ToolLogInit = {}) {
    this.#fileFields = new Map(Object.entries(fileFields))
    this.#denial = denied ?? null
  }

  /** The open call of this id; `null` when there is none. */
  find(toolId: string): OpenTool | null {
    return this.#open.get(toolId) ?? null
  }

  /** The event of a call, which is remembered until it is answered. */
  *start(tool: OpenTool, input: unknown): Iterable<ProviderEvent> {
    const field = this.#fileFields.get(tool.tool)
    const path = field === undefined ? null : readText(readObject(input)[field])
    this.#open.set(tool.toolId, { path, ...tool })
    dropOldest(this.#open)
    yield { type: 'tool-start', toolId: tool.toolId, tool: tool.tool, input }
  }

  /** The events of an answer: that the tool was denied, that it ended, that it changed its file when all went well. */
  *end({ toolId, ok, output, change }: ToolEnd): Iterable<ProviderEvent> {
    if (!ok && this.#denial?.test(output ?? '')) yield* this.deny(toolId, output)
    const path = this.#open.get(toolId)?.path
    this.#open.delete(toolId)
    yield { type: 'tool-end', toolId, ok, output }
    if (ok && path) yield { type: 'file-change', path, change: change ?? 'unknown' }
  }

  /** The denial of a call, told once however often the CLI repeats it. */
  *deny(toolId: string, reason: string | null, tool?: string | null): Iterable<ProviderEvent> {
    if (this.#denied.has(toolId)) return
    this.#denied.add(toolId)
    dropOldest(this.#denied)
    const name = tool ?? this.#open.get(toolId)?.tool ?? 'unknown'
    yield { type: 'denied', tool: name, reason }
  }
}

function dropOldest(calls: Map<string, unknown> | Set<string>): void {
  const [oldest] = calls.keys()
  if (calls.size > MOST_CALLS && oldest !== undefined) calls.delete(oldest)
}
