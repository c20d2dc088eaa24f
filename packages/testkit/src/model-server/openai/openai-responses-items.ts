import type { AnswerTurn, ScriptedToolCall } from '../script.ts'

/** An item of an answer's `output`, as far as scripts need them. */
export type OpenaiItem = { readonly id: string; readonly type: string } & Readonly<
  Record<string, unknown>
>

/** The output of an answer: reasoning, text, tool calls, in this order. */
export function answerItems(body: unknown, turn: AnswerTurn): OpenaiItem[] {
  const { reasoning, text, toolCalls = [] } = turn
  const tools = declaredTools(body)
  return [
    ...(reasoning === undefined ? [] : [reasoningItem(reasoning)]),
    ...(text === undefined ? [] : [messageItem(text)]),
    ...toolCalls.map((call) => callItem(call, tools)),
  ]
}

/** A new id of the API's form. */
export function openaiId(prefix: string): string {
  return `${prefix}_${crypto.randomUUID().replaceAll('-', '')}`
}

function reasoningItem(text: string): OpenaiItem {
  const summary = [{ type: 'summary_text', text }]
  return { id: openaiId('rs'), type: 'reasoning', summary, encrypted_content: 'c2NyaXB0ZWQ=' }
}

function messageItem(text: string): OpenaiItem {
  const content = [{ type: 'output_text', text, annotations: [] }]
  return { id: openaiId('msg'), type: 'message', status: 'completed', role: 'assistant', content }
}

/**
 * A call in the form that the request's tools have: JSON for a function, a text for a custom tool. A client whose
 * only tool runs JavaScript ("code mode" of Codex 0.169) gets a script that calls the tool and prints what comes back.
 */
function callItem(call: ScriptedToolCall, tools: ReadonlyMap<string, Tool>): OpenaiItem {
  const tool = tools.get(call.name)
  const base = { call_id: openaiId('call'), status: 'completed' }
  const custom = { ...base, id: openaiId('ctc'), type: 'custom_tool_call' }
  if (tool?.type === 'custom') {
    return { ...custom, name: call.name, input: freeText(call) ?? JSON.stringify(call.input) }
  }
  if (tool === undefined && tools.get('exec')?.type === 'custom') {
    const argument = JSON.stringify(freeText(call) ?? call.input)
    return { ...custom, name: 'exec', input: `text(await tools.${call.name}(${argument}));` }
  }
  const place = tool?.namespace === undefined ? {} : { namespace: tool.namespace }
  const input = JSON.stringify(call.input)
  const named = { id: openaiId('fc'), type: 'function_call', name: call.name, ...place }
  return { ...base, ...named, arguments: input }
}

/** What a custom tool is given: the input's only member, `input`. */
function freeText({ input }: ScriptedToolCall): string | null {
  return Object.keys(input).length === 1 && typeof input.input === 'string' ? input.input : null
}

interface Tool {
  readonly type: string
  readonly name: string
  readonly namespace?: string
  readonly tools?: readonly Tool[]
}

interface ToolsBody {
  readonly tools?: readonly Tool[]
  readonly input?: readonly { readonly tools?: readonly Tool[] }[]
}

/** Tools stand beside the input, or are items of it; either way they may be grouped in namespaces. */
function declaredTools(body: unknown): ReadonlyMap<string, Tool> {
  const { tools = [], input = [] } = (body ?? {}) as ToolsBody
  const added = Array.isArray(input) ? input.flatMap((item) => item.tools ?? []) : []
  const all = [...tools, ...added].flatMap((tool): readonly Tool[] => {
    if (tool.type !== 'namespace') return [tool]
    const inner: readonly Tool[] = tool.tools ?? []
    return inner.map((each) => ({ ...each, namespace: tool.name }))
  })
  return new Map(all.map((tool) => [tool.name, tool]))
}
