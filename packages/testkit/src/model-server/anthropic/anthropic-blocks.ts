import type { AnswerTurn } from '../script.ts'

/** A content block of an Anthropic message, as far as scripts need them. */
export type AnthropicBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly thinking: string; readonly signature: string }
  | {
      readonly type: 'tool_use'
      readonly id: string
      readonly name: string
      readonly input: Readonly<Record<string, unknown>>
    }

/** The content of an answer: reasoning, text, tool calls, in this order. */
export function answerBlocks(turn: AnswerTurn): AnthropicBlock[] {
  const { reasoning, text, toolCalls = [] } = turn
  return [
    ...(reasoning === undefined
      ? []
      : [{ type: 'thinking' as const, thinking: reasoning, signature: 'c2NyaXB0ZWQ=' }]),
    ...(text === undefined ? [] : [{ type: 'text' as const, text }]),
    ...toolCalls.map(({ name, input }) => ({
      type: 'tool_use' as const,
      id: `toolu_${crypto.randomUUID().replaceAll('-', '').slice(0, 24)}`,
      name,
      input,
    })),
  ]
}
