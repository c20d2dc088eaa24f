import { resolve } from 'node:path'
import * as kit from '@htmlgraph/core/provider'
import { geminiCli } from './dialect.ts'
import { geminiFailures, isDenial, NOISE, NOTHING_TO_RESUME } from './failures.ts'
import { geminiModels } from './models.ts'
import type { GeminiOptions } from './options.ts'

type Events = Iterable<kit.ProviderEvent>
const { readObject, readText } = kit

/** One line of `gemini -o stream-json`: `init`, `message`, `tool_use`, `tool_result`, `error` or `result`. */
export interface GeminiEvent {
  readonly type: string
  readonly [field: string]: unknown
}

/** The lines of `gemini -o stream-json` as events; what is not known becomes `raw`. */
export const parseGemini: kit.Provider['parse'] = kit.parseJsonLines({
  createState: (request) => ({
    request,
    tools: new kit.ToolLog(),
    // 0.61.0, recorded 2026-11: an answer that breaks off is asked for again after 1, 2 and 4 s.
    pieces: new kit.TextPieces(1000),
    requested: '',
    error: null as string | null,
    hasAnswered: false,
  }),
  readers: {
    *init(event, state): Events {
      const name = readText(event.model) ?? ''
      state.requested = name
      // What was asked for: an alias, or `auto`, is no model yet.
      const isAlias = isAuto(name) || geminiModels.some(({ aliases }) => aliases?.includes(name))
      const model = isAlias || name === '' ? null : name
      yield { type: 'session', sessionId: readText(event.session_id), model }
    },
    *message({ role, content, timestamp }, state): Events {
      if (role !== 'assistant' || typeof content !== 'string') return
      state.hasAnswered = true
      state.pieces.add(content, Date.parse(String(timestamp)))
      if (state.request.stream) yield { type: 'text-delta', text: content }
    },
    *tool_use({ tool_id, tool_name, parameters: input }, state): Events {
      yield* state.pieces.flush()
      state.hasAnswered = true
      const [toolId, tool] = [String(tool_id), String(tool_name)]
      const file = EDITORS.has(tool) && readText(readObject(input).file_path)
      const path = file ? resolve(state.request.cwd, file) : null
      // `update_topic` tells people what it is about: no sign of work.
      if (tool !== 'update_topic') yield* state.tools.start({ toolId, tool, path }, input)
    },
    *tool_result(event, state): Events {
      const toolId = String(event.tool_id)
      const tool = state.tools.find(toolId)?.tool ?? ''
      const { type, message } = readObject(event.error)
      const output = readText(event.output) ?? readText(message)
      const isDenied = isDenial(tool, type, output ?? '')
      if (isDenied) yield* state.tools.deny(toolId, output)
      if (tool === '' && toolId.startsWith('update_topic')) return
      const ok = event.status === 'success' && !isDenied
      yield* state.tools.end({ toolId, ok, output, change: EDITORS.get(tool) })
    },
    *error({ severity, message }, state): Events {
      // Of one that ends the run the result has no word.
      if (severity === 'error') state.error = String(message)
      else yield { type: 'warning', message: String(message) }
    },
    *result(event, state): Events {
      yield* state.pieces.flush()
      const usage = Object.entries(readObject(readObject(event.stats).models)).map(readUsage)
      // All zero is a count only where nothing was answered: what broke off had its price.
      if (kit.totalTokens(usage) || !state.hasAnswered) yield { type: 'usage', usage }
      yield { type: 'session', sessionId: null, model: answeringModel(usage, state.requested) }
      const said = readText(readObject(event.error).message) ?? state.error
      const text = said ?? `${geminiCli.name} ended with ${event.status} and said nothing more.`
      const isWell = event.status === 'success'
      const failure = (isWell ? kit.findFailure : kit.toFailure)(geminiFailures, { text }, text)
      if (isWell && failure === null && said !== null) yield { type: 'warning', message: said }
      yield { type: 'end', response: null, failure }
    },
  },
  end: (state) => state.pieces.flush(),
})

const EDITORS = new Map([['write_file', 'unknown'] as const, ['replace', 'updated'] as const])
const isAuto = (name: string): boolean => /^auto\b/.test(name)

/** `output_tokens` are without thoughts, which are only in the total. */
function readUsage([model, row]: [string, unknown]): kit.ModelUsage {
  const fields = ['total_tokens', 'input_tokens', 'cached', 'output_tokens'] as const
  const [total, input, cached, said] = fields.map((name) => kit.readAmount(readObject(row)[name]))
  return kit.createModelUsage({
    model,
    inputTokens: kit.withoutParts(input, cached),
    cachedInputTokens: cached,
    cacheWriteTokens: 0,
    outputTokens: kit.withoutParts(total, input),
    reasoningTokens: kit.withoutParts(total, input, said),
  })
}

/** Models come in the order they were first asked in: of `auto` the router, then who answers, then helpers. */
function answeringModel(usage: readonly kit.ModelUsage[], requested: string): string | null {
  const isRouted = isAuto(requested) && /flash-lite/.test(usage[0]?.model ?? '') && usage.length > 1
  const rows = isRouted ? usage.slice(1) : usage
  const named = rows.find(({ model }) => model === requested)
  return (named ?? rows.find((row) => kit.totalTokens([row])) ?? rows[0])?.model ?? null
}

/** What the exit says beyond the events: the status of an API error, and all of it when there was no result. */
export function finishGemini(
  exit: kit.RunExit,
  collected: kit.Collected,
  { options }: kit.RunRequest<GeminiOptions>,
): kit.Finish {
  const { end, files, text: said } = collected
  const isNew = options.continueSession && exit.stderrTail.includes(NOTHING_TO_RESUME)
  const warnings = isNew
    ? ['continueSession found no session to go on with: this is a new one.']
    : []
  if (end?.failure === null) return { ...readSession(files.get('session') ?? '', said), warnings }
  const printed = kit.printedText(exit, collected).replaceAll(NOISE, '')
  const text = end?.failure.message ?? printed
  // Without a result, exit code 0 says nothing: SIGTERM gives it as well.
  const isSilent = end === null && (exit.exitCode === 0 || exit.signal !== null)
  const signs = { exit: exit.exitCode, text }
  const failure = isSilent
    ? null
    : kit.findFailure(geminiFailures, signs, end ? text : kit.lastLines(text))
  return failure === null ? { warnings } : { failure, warnings }
}

/** The last answer as the session's file has it, without attempts before it, and who gave it. */
function readSession(file: string, said: string): kit.Finish {
  const last = file
    .split('\n')
    .map(kit.parseObject)
    .findLast((line) => line?.type === 'gemini')
  const [answer, model] = [readText(last?.content)?.trim() ?? '', readText(last?.model)]
  const isRepeated = answer !== '' && said.trim() !== answer && said.trimEnd().endsWith(answer)
  return { ...(isRepeated && { response: answer }), ...(model !== null && { model }) }
}
