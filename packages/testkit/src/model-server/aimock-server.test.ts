import { expect, it } from 'vitest'
import { startAimockServer } from './aimock-server.ts'
import type { ModelServer } from './model-server.ts'
import { startModelServer } from './model-server.ts'
import type { AnswerTurn } from './script.ts'

const script: AnswerTurn[] = [
  { kind: 'answer', toolCalls: [{ name: 'Bash', input: { command: 'ls' } }] },
  { kind: 'answer', text: 'Two files.', usage: { inputTokens: 30, outputTokens: 4 } },
]

const converse = async (server: ModelServer, answered: number) => {
  const said = Array.from({ length: answered }, () => [
    { role: 'assistant', content: 'said' },
    { role: 'user', content: 'go on' },
  ])
  const response = await fetch(`${server.url}/v1/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': 'dummy' },
    body: JSON.stringify({
      model: 'm',
      max_tokens: 10,
      messages: [{ role: 'user', content: 'hello' }, ...said.flat()],
    }),
  })
  const { content, stop_reason, usage } = (await response.json()) as Record<string, unknown>
  return {
    content: (content as object[]).map(({ id: _, ...block }: { id?: string }) => block),
    stop_reason,
    usage,
  }
}

it('follows a script as our own server does', async () => {
  await using theirs = await startAimockServer({ script })
  await using ours = await startModelServer({ script })
  for (const answered of [0, 1, 2]) {
    const { usage, ...expected } = await converse(ours, answered)
    const received = await converse(theirs, answered)
    expect(received).toMatchObject(expected)
  }
  expect((await converse(theirs, 1)).usage).toMatchObject({ input_tokens: 30, output_tokens: 4 })
})

it('remembers what was asked', async () => {
  await using server = await startAimockServer({ script })
  await converse(server, 0)
  expect(server.requests).toMatchObject([
    { method: 'POST', path: '/v1/messages', isCompletion: true },
  ])
})

it('refuses a script that it cannot send as written', async () => {
  const cached: AnswerTurn = { kind: 'answer', text: 'x', usage: { cachedInputTokens: 5 } }
  await expect(startAimockServer({ script: [cached] })).rejects.toThrow(/cachedInputTokens/)
})
