import type { ProviderEvent } from '@htmlgraph/core/provider'
import { type JsonObject, readObject, readObjects, readText } from './read-json.ts'
import { rememberDenial, rememberTool, type StreamState } from './stream-state.ts'

/** The tools that change a file, and where they name it. */
const FILE_FIELDS: Readonly<Record<string, string>> = {
  Write: 'file_path',
  Edit: 'file_path',
  MultiEdit: 'file_path',
  NotebookEdit: 'notebook_path',
}

/** Claude Code's own words in the place of the model's: errors of the API, which the result repeats. */
const SYNTHETIC_MODEL = '<synthetic>'

/** A tool that `--tools` or `--disallowedTools` took away; no other line reports it as denied. */
const TAKEN_AWAY = /No such tool available: .* is disabled for this session/s

/** Said when SIGINT came: it is all that tells, since the exit code is 0 and there may be no result. */
const INTERRUPTED = /^\[Request interrupted by user/

/** The warning for a run that somebody else interrupted. */
export const INTERRUPTED_WARNING = 'Claude Code was interrupted by a signal.'

/** One line has one block, and blocks of one message share its id; usage and text are never to be added up. */
export function* readAssistant(event: JsonObject, state: StreamState): Iterable<ProviderEvent> {
  const message = readObject(event.message)
  if (message.model === SYNTHETIC_MODEL) return
  for (const block of readObjects(message.content)) {
    if (block.type === 'tool_use') yield startTool(block, state)
    else if (!isOfSubagent(event)) yield* readProse(block)
  }
}

/** Results of tools. What a subagent did to files was done, too. */
export function* readUser(event: JsonObject, state: StreamState): Iterable<ProviderEvent> {
  for (const block of readObjects(readObject(event.message).content)) {
    if (block.type === 'tool_result') yield* endTool(block, event, state)
    else if (INTERRUPTED.test(readText(block.text) ?? '')) {
      yield { type: 'warning', message: INTERRUPTED_WARNING }
    }
  }
}

/** Only with `--include-partial-messages`. */
export function* readDelta(event: JsonObject): Iterable<ProviderEvent> {
  const delta = readObject(readObject(event.event).delta)
  const text = readText(delta.text)
  if (delta.type === 'text_delta' && text && !isOfSubagent(event)) {
    yield { type: 'text-delta', text }
  }
}

function isOfSubagent(event: JsonObject): boolean {
  return readText(event.parent_tool_use_id) !== null
}

function* readProse(block: JsonObject): Iterable<ProviderEvent> {
  const text = readText(block.text)
  const thinking = readText(block.thinking)
  if (block.type === 'text' && text) yield { type: 'message', text }
  if (block.type === 'thinking' && thinking) yield { type: 'reasoning', text: thinking }
}

function startTool(block: JsonObject, state: StreamState): ProviderEvent {
  const toolId = readText(block.id) ?? ''
  const tool = readText(block.name) ?? 'unknown'
  const input = block.input
  const field = Object.hasOwn(FILE_FIELDS, tool) ? FILE_FIELDS[tool] : undefined
  const path = field === undefined ? null : readText(readObject(input)[field])
  rememberTool(state, toolId, { tool, path })
  return { type: 'tool-start', toolId, tool, input }
}

function* endTool(
  block: JsonObject,
  event: JsonObject,
  state: StreamState,
): Iterable<ProviderEvent> {
  const toolId = readText(block.tool_use_id) ?? ''
  const opened = state.openTools.get(toolId)
  state.openTools.delete(toolId)
  const ok = block.is_error !== true
  const output = readOutput(block.content)
  if (!ok && TAKEN_AWAY.test(output ?? '') && !state.deniedCalls.has(toolId)) {
    rememberDenial(state, toolId)
    yield { type: 'denied', tool: opened?.tool ?? 'unknown', reason: output }
  }
  yield { type: 'tool-end', toolId, ok, output }
  if (ok && opened?.path) {
    yield { type: 'file-change', path: opened.path, change: readChange(event) }
  }
}

/** Write says `create` or `update`; the others change what is there. */
function readChange(event: JsonObject): 'created' | 'updated' {
  return readObject(event.tool_use_result).type === 'create' ? 'created' : 'updated'
}

/** A text, or the text blocks of a list. */
function readOutput(content: unknown): string | null {
  if (typeof content === 'string') return content
  const texts = readObjects(content).flatMap((block) => readText(block.text) ?? [])
  return texts.length === 0 ? null : texts.join('\n')
}
