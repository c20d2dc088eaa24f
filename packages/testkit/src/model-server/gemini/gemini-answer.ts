import type { WireAnswer } from '../dialect.ts'
import type { AnswerTurn, ScriptedUsage } from '../script.ts'

type Part = Readonly<Record<string, unknown>>

const PIECE_CHARACTERS = 16_384

/** An answer as the events of a stream; the last one has the reason it ended and the tokens. */
export function geminiStream(turn: AnswerTurn): WireAnswer {
  const ending = response([{ text: '' }], { finishReason: turn.stopReason ?? 'STOP' })
  return streamed([
    ...answerParts(turn).map((part) => response([part])),
    { ...ending, usageMetadata: countTokens(turn.usage ?? {}) },
  ])
}

/** A stream that stops in the middle of its text, without the reason that ends one. */
export function geminiBeginning(text: string): WireAnswer {
  return streamed(answerParts({ kind: 'answer', text }).map((part) => response([part])))
}

/** An answer as one object. */
export function geminiObject(turn: AnswerTurn): object {
  const whole = response(answerParts(turn), { finishReason: turn.stopReason ?? 'STOP' })
  return { ...whole, usageMetadata: countTokens(turn.usage ?? {}) }
}

function streamed(responses: readonly object[]): WireAnswer {
  const chunks = responses.map((each) => `data: ${toLine(each)}\n\n`)
  return { contentType: 'text/event-stream', chunks }
}

/** JSON that no reader of lines divides: the API escapes what else ends a line. */
function toLine(value: object): string {
  const toEscape = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16)}`
  return JSON.stringify(value).replace(/[\u2028\u2029]/g, toEscape)
}

function response(parts: readonly Part[], ending: object = {}): object {
  const candidate = { content: { role: 'model', parts }, index: 0, ...ending }
  return { candidates: [candidate], responseId: crypto.randomUUID() }
}

function answerParts({ reasoning, text, toolCalls = [] }: AnswerTurn): Part[] {
  return [
    ...(reasoning === undefined ? [] : [{ text: reasoning, thought: true }]),
    ...pieces(text ?? '').map((piece) => ({ text: piece })),
    ...toolCalls.map(({ name, input }) => ({
      functionCall: { id: `call_${crypto.randomUUID().slice(0, 8)}`, name, args: input },
    })),
  ]
}

/** Cuts between characters, never inside one: each piece is a JSON text of its own. */
function pieces(text: string): string[] {
  return text.match(new RegExp(`.{1,${PIECE_CHARACTERS}}`, 'gsu')) ?? []
}

/** The prompt includes what came from a cache; the candidates do not include the thoughts. */
function countTokens(usage: ScriptedUsage): object {
  const cached = usage.cachedInputTokens ?? 0
  const thoughts = usage.reasoningTokens ?? 0
  const prompt = (usage.inputTokens ?? 100) + cached
  const output = usage.outputTokens ?? 20
  return {
    promptTokenCount: prompt,
    candidatesTokenCount: output - thoughts,
    totalTokenCount: prompt + output,
    ...(cached === 0 ? {} : { cachedContentTokenCount: cached }),
    ...(thoughts === 0 ? {} : { thoughtsTokenCount: thoughts }),
  }
}
