import { createHash } from 'node:crypto'

const TEXTS = [
  'I will read the failing test first.',
  'The parser drops the last token; I fix that.',
  'All tests pass now.',
]

/**
 * Lines as an agent's CLI prints them: the shape of an `assistant` event of Claude Code 2.1.330 with a short text,
 * about 420 bytes each. Always the same ones.
 */
export function createAgentLines(bytes: number): string[] {
  const lines: string[] = []
  for (let size = 0; size < bytes; size += (lines.at(-1)?.length ?? 0) + 1) {
    lines.push(createAgentLine(lines.length))
  }
  return lines
}

function createAgentLine(index: number): string {
  const digest = createHash('md5').update(String(index)).digest('hex')
  const message = {
    id: `msg_${digest.slice(0, 10)}`,
    role: 'assistant',
    model: 'claude-opus-5-5',
    content: [{ type: 'text', text: TEXTS[index % TEXTS.length] }],
    stop_reason: null,
    usage: {
      input_tokens: index % 1_000,
      cache_creation_input_tokens: 20,
      cache_read_input_tokens: 300,
      output_tokens: 7,
    },
  }
  const session = '3f2c1b7a-8e1d-4c55-9a0e-7d6b5c4a3f2e'
  return JSON.stringify({
    type: 'assistant',
    message,
    parent_tool_use_id: null,
    session_id: session,
    uuid: digest.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
  })
}
