import { cutText } from '../cut-text.ts'
import type { OpenaiItem } from './openai-responses-items.ts'

/** An event of the stream, before it is numbered and written out. */
export type OpenaiEvent = { readonly type: string } & Readonly<Record<string, unknown>>

/** The text of an item as the API streams it: the events' name, its field, and where in the item it stands. */
interface StreamedText {
  readonly name: string
  readonly field: string
  readonly text: string
  readonly place?: object
  /** What frames the text where it is a part of the item: the events' name and the whole part. */
  readonly part?: readonly [name: string, part: object]
}

/** The events that bring one item: added empty, its text in pieces, done. */
export function itemEvents(item: OpenaiItem, index: number): OpenaiEvent[] {
  const { name, field, text, place = {}, part } = streamedText(item)
  const event = (type: string, more: object): OpenaiEvent => ({
    type: `response.${type}`,
    output_index: index,
    item_id: item.id,
    ...more,
  })
  const framing = (stage: string, value: (whole: object) => object): OpenaiEvent[] =>
    part === undefined ? [] : [event(`${part[0]}.${stage}`, { ...place, part: value(part[1]) })]
  return [
    event('output_item.added', { item: begun(item) }),
    ...framing('added', (whole) => ({ ...whole, text: '' })),
    ...cutText(text).map((delta) => event(`${name}.delta`, { ...place, delta })),
    event(`${name}.done`, { ...place, [field]: text }),
    ...framing('done', (whole) => whole),
    event('output_item.done', { item }),
  ]
}

function streamedText(item: OpenaiItem): StreamedText {
  if (item.type === 'message') {
    const [part] = item.content as readonly [{ readonly text: string }]
    const place = { content_index: 0, logprobs: [] }
    const { text } = part
    return { name: 'output_text', field: 'text', text, place, part: ['content_part', part] }
  }
  if (item.type === 'reasoning') {
    const [part] = item.summary as readonly [{ readonly text: string }]
    const name = 'reasoning_summary'
    const place = { summary_index: 0 }
    const { text } = part
    return { name: `${name}_text`, field: 'text', text, place, part: [`${name}_part`, part] }
  }
  const field = item.type === 'function_call' ? 'arguments' : 'input'
  return { name: `${item.type}_${field}`, field, text: String(item[field]) }
}

/** How an item looks before anything of it has come. */
function begun(item: OpenaiItem): object {
  if (item.type === 'message') return { ...item, status: 'in_progress', content: [] }
  if (item.type === 'reasoning') return { ...item, summary: [] }
  const empty = item.type === 'function_call' ? { arguments: '' } : { input: '' }
  return { ...item, status: 'in_progress', ...empty }
}
