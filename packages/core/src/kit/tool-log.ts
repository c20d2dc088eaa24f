import type { FileChangeEvent, ProviderEvent } from '../contract/index.ts'
import { readObject, readText } from './read-json.ts'

/** Most calls that are remembered, of either kind: a stream that never answers must not fill the memory. */
const MOST_CALLS = 10_000

/** A tool that was asked for and has not answered. */
export interface OpenTool {
  readonly toolId: string
  readonly tool: string
  /** The file it is to change; `null` when it changes none. */
  readonly path: string | null
}

/** A call as the CLI reports it: what is no text is not known. */
export interface ToolCall {
  readonly toolId: unknown
  readonly tool: unknown
  /** The file it is to change. @default what the `fileFields` of the log find */
  readonly path?: string | null | undefined
}

/** How a tool ended. */
export interface ToolEnd {
  readonly toolId: unknown
  readonly ok: boolean
  readonly output: string | null
  /** What became of the file the tool was to change. @default 'unknown' */
  readonly change?: FileChangeEvent['change'] | undefined
}

/** What the tools of a CLI have in common. */
export interface ToolLogInit {
  /** The fields of an input that name the file to be changed, each with the tools it belongs to. @default none */
  readonly fileFields?: Readonly<Record<string, readonly string[]>> | undefined
  /** How a tool that failed says that it was not allowed, where no other event does. @default never */
  readonly denied?: RegExp | undefined
}

/** Remembers the calls of tools between the line that asks and the line that answers. */
export class ToolLog {
  readonly #open = new Map<string, OpenTool>()
  readonly #denied = new Set<string>()
  readonly #init: ToolLogInit
  #takenAway: readonly string[] = []

  constructor(init: ToolLogInit = {}) {
    this.#init = init
  }

  /** Tools that the run does not have: to ask for one of them is to be denied. */
  takeAway(tools: readonly string[]): readonly [] {
    this.#takenAway = [...this.#takenAway, ...tools]
    return []
  }

  /** The open call of this id; `null` when there is none. */
  find(toolId: unknown): OpenTool | null {
    return this.#open.get(readText(toolId) ?? '') ?? null
  }

  /** The event of a call, which is remembered until it is answered. */
  *start(call: ToolCall, input: unknown): Iterable<ProviderEvent> {
    const toolId = readText(call.toolId) ?? ''
    const tool = readText(call.tool) ?? 'unknown'
    const path = call.path === undefined ? this.#findPath(tool, input) : call.path
    this.#open.set(toolId, { toolId, tool, path })
    dropOldest(this.#open)
    yield { type: 'tool-start', toolId, tool, input }
  }

  /** The events of an answer: that the tool was denied, that it ended, that it changed its file when all went well. */
  *end({ toolId: id, ok, output, change }: ToolEnd): Iterable<ProviderEvent> {
    const toolId = readText(id) ?? ''
    const { tool = '', path } = this.#open.get(toolId) ?? {}
    const isDenied = this.#init.denied?.test(output ?? '') || this.#takenAway.includes(tool)
    if (!ok && isDenied) yield* this.deny(toolId, output)
    this.#open.delete(toolId)
    yield { type: 'tool-end', toolId, ok, output }
    if (ok && path) yield { type: 'file-change', path, change: change ?? 'unknown' }
  }

  /** The denial of a call, told once however often the CLI repeats it. */
  *deny(toolId: unknown, reason: unknown, tool?: unknown): Iterable<ProviderEvent> {
    const id = readText(toolId) ?? ''
    if (this.#denied.has(id)) return
    this.#denied.add(id)
    dropOldest(this.#denied)
    const name = readText(tool) ?? this.#open.get(id)?.tool ?? 'unknown'
    yield { type: 'denied', tool: name, reason: readText(reason) }
  }

  #findPath(tool: string, input: unknown): string | null {
    const entries = Object.entries(this.#init.fileFields ?? {})
    const field = entries.find(([, tools]) => tools.includes(tool))?.[0]
    return field === undefined ? null : readText(readObject(input)[field])
  }
}

function dropOldest(calls: Map<string, unknown> | Set<string>): void {
  const [oldest] = calls.keys()
  if (calls.size > MOST_CALLS && oldest !== undefined) calls.delete(oldest)
}
