import { cutText } from '../cut-text.ts'
import type { AnthropicBlock } from './anthropic-blocks.ts'

/** An event of the stream, before it is written out. */
export type AnthropicEvent = { readonly type: string } & Readonly<Record<string, unknown>>

/** The events that bring one content block. */
export function blockEvents(block: AnthropicBlock, index: number): AnthropicEvent[] {
  const events = (empty: object, deltas: object[]): AnthropicEvent[] => [
    { type: 'content_block_start', index, content_block: empty },
    ...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
    { type: 'content_block_stop', index },
  ]
  if (block.type === 'text') {
    return events(
      { type: 'text', text: '' },
      cutText(block.text).map((text) => ({ type: 'text_delta', text })),
    )
  }
  if (block.type === 'thinking') {
    const thoughts = cutText(block.thinking).map((thinking) => ({
      type: 'thinking_delta',
      thinking,
    }))
    const signature = { type: 'signature_delta', signature: block.signature }
    return events({ type: 'thinking', thinking: '', signature: '' }, [...thoughts, signature])
  }
  const json = cutText(JSON.stringify(block.input))
  return events(
    { ...block, input: {} },
    json.map((partial_json) => ({ type: 'input_json_delta', partial_json })),
  )
}

/** An event as it goes over the wire. */
export function serverSentEvent(event: AnthropicEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
}
