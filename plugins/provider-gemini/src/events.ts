import * as kit from '@htmlgraph/core/provider'
import { geminiCli } from './dialect.ts'
import { DENIED, EMPTY, geminiFailures, NOISE, NOTHING_TO_RESUME } from './failures.ts'
import type { GeminiOptions } from './options.ts'

type Provider = kit.Provider<string, GeminiOptions>

/** One line of `gemini -o stream-json`. */
export type GeminiEvent =
  | { readonly type: 'message'; readonly role: string; readonly content: string }
  | { readonly type: 'tool_use'; readonly tool_name: string; readonly parameters: kit.JsonObject }
  | (kit.JsonObject & { readonly type: 'init' | 'tool_result' | 'error' | 'result' })

/** What the lines so far said that later ones need. */
const createState = ({ stream }: kit.RunRequest) => ({
  isStreamed: stream,
  tools: new kit.ToolLog({ fileFields: { file_path: ['write_file', 'replace'] }, denied: DENIED }),
  // 0.61.0, recorded 2026-11: for an answer that breaks off the model is asked again after 1, 2 and 4 s.
  pieces: new kit.TextPieces(1000),
  isAuto: false,
  hasAnswered: false,
  error: null as unknown,
})

/** The lines of `gemini -o stream-json` as events; what is not known becomes `raw`. */
export const parseGemini = kit.parseJsonLines<ReturnType<typeof createState>>({
  createState,
  readers: {
    *init({ session_id, model }, state) {
      // What was asked for: `auto` is no model, and an alias, which has no number, is not yet one.
      const name = kit.readText(model) ?? ''
      state.isAuto = /^auto\b/.test(name)
      const isModel = /\d/.test(name) && !state.isAuto
      yield { type: 'session', sessionId: kit.readText(session_id), model: isModel ? name : null }
    },
    *message({ role, content, timestamp }, state) {
      if (role !== 'assistant' || typeof content !== 'string') return
      state.hasAnswered = true
      state.pieces.add(content, Date.parse(String(timestamp)))
      if (state.isStreamed) yield { type: 'text-delta', text: content }
    },
    *tool_use({ tool_id: toolId, tool_name: tool, parameters }, state) {
      yield* state.pieces.flush()
      state.hasAnswered = true
      // It tells people what this is about, and is no sign of work.
      if (tool !== 'update_topic') yield* state.tools.start({ toolId, tool }, parameters)
    },
    *tool_result({ tool_id: toolId, status, output: said, error }, { tools }) {
      const tool = tools.find(toolId)?.tool
      const output = kit.readText(said) ?? kit.readText(kit.readObject(error).message)
      const ok = status === 'success' && !DENIED.test(output ?? '')
      const change = tool === 'replace' ? 'updated' : 'unknown'
      if (tool !== undefined) yield* tools.end({ toolId, ok, output, change })
    },
    *error({ severity, message }, state) {
      // Of one that ends the run the result has no word.
      if (severity === 'error') state.error = message
      else yield* kit.eventOf.warning(message)
    },
    *result({ status, error, stats }, state) {
      yield* state.pieces.flush()
      const usage = Object.entries(kit.readObject(kit.readObject(stats).models)).map(readUsage)
      // All zero is a count only where nothing was answered: what broke off had its price.
      if (kit.totalTokens(usage) || !state.hasAnswered) yield { type: 'usage', usage }
      yield { type: 'session', sessionId: null, model: answeringModel(usage, state.isAuto) }
      const said = kit.readText(kit.readObject(error).message) ?? kit.readText(state.error)
      const text = said ?? `${geminiCli.name} ended with ${status}.`
      const isWell = status === 'success' || EMPTY.test(text)
      const failure = (isWell ? kit.findFailure : kit.toFailure)(geminiFailures, { text }, text)
      if (failure === null) yield* kit.eventOf.warning(said)
      yield { type: 'end', response: null, failure }
    },
  },
  end: ({ pieces }) => pieces.flush(),
})

/** `output_tokens` are without thoughts, which are only in the total. */
function readUsage([model, row]: [string, unknown]): kit.ModelUsage {
  const count = (name: string): number | null => kit.readAmount(kit.readObject(row)[name])
  const [total, input, cached] = [count('total_tokens'), count('input_tokens'), count('cached')]
  return kit.createModelUsage({
    model,
    inputTokens: kit.withoutParts(input, cached),
    cachedInputTokens: cached,
    cacheWriteTokens: 0,
    outputTokens: kit.withoutParts(total, input),
    reasoningTokens: kit.withoutParts(total, input, count('output_tokens')),
  })
}

/** Models come in the order they were first asked in: with `auto` a router, then who answers, then helpers. */
function answeringModel(usage: readonly kit.ModelUsage[], isAuto: boolean): string | null {
  const isRouted = isAuto && usage.length > 1 && /flash-lite/.test(usage[0]?.model ?? '')
  const rows = isRouted ? usage.slice(1) : usage
  return (rows.find((row) => kit.totalTokens([row])) ?? rows[0])?.model ?? null
}

/** What the exit says beyond the events: the status of an API error, and all of it when there was no result. */
export const finishGemini: Provider['finish'] = (exit, collected, { options }) => {
  const said = (text: string) => kit.lastLines(text.replaceAll(NOISE, '')) || kit.describeExit(exit)
  const cli = { name: geminiCli.name, catalogue: geminiFailures, signs: { exit: exit.exitCode } }
  const isNew = options.continueSession && exit.stderrTail.includes(NOTHING_TO_RESUME)
  const warnings = isNew ? ['continueSession found no session: this is a new one.'] : []
  const found = { response: lastAnswer(collected), warnings }
  return kit.explainEnding({ ...cli, exit, collected, excerpt: said, found })
}

/** The answer as the session's file has it, where attempts that broke off came before it. */
function lastAnswer({ files, text }: kit.Collected): string | undefined {
  const lines = (files.get('session') ?? '').split('\n').map(kit.parseObject)
  const answer = kit.readText(lines.findLast((line) => line?.type === 'gemini')?.content)?.trim()
  return answer && text.trim() !== answer && text.trimEnd().endsWith(answer) ? answer : undefined
}
