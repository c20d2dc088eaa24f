import { gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { startModelServer } from './model-server.ts'
import type { ScriptTurn } from './script.ts'

const ask = (url: string, init: { stream?: boolean; signal?: AbortSignal } = {}) =>
  fetch(`${url}/v1/messages?beta=true`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': 'dummy' },
    body: JSON.stringify({
      model: 'm',
      stream: init.stream ?? true,
      messages: [{ role: 'user', content: 'hello' }],
    }),
    signal: init.signal ?? null,
  })

const serving = (...script: ScriptTurn[]) => startModelServer({ script })

it('streams the answer of the script', async () => {
  await using server = await serving({ kind: 'answer', text: 'Hello there' })
  const response = await ask(server.url)
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  expect(await response.text()).toContain('"text":"Hello there"')
})

it('listens on the loopback interface only', async () => {
  await using server = await serving()
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
})

it('remembers what was asked', async () => {
  await using server = await serving()
  await ask(server.url).then((response) => response.text())
  await fetch(`${server.url}/v1/models`).then((response) => response.text())
  expect(server.requests).toMatchObject([
    { method: 'POST', isCompletion: true, headers: { 'x-api-key': 'dummy' }, body: { model: 'm' } },
    { method: 'GET', isCompletion: false, body: null },
  ])
})

it.each([
  ['gzip', gzipSync],
  ['zstd', zstdCompressSync],
])('reads a body packed with %s', async (encoding, pack) => {
  await using server = await serving()
  const body = new Uint8Array(pack('{"model":"m"}'))
  const headers = { 'content-encoding': encoding }
  await fetch(`${server.url}/v1/messages`, { method: 'POST', headers, body })
  expect(server.requests).toMatchObject([{ body: { model: 'm' } }])
})

it.each([400, 401, 403, 404, 413, 429, 500, 529])('refuses with status %i', async (status) => {
  await using server = await serving({ kind: 'api-error', status, retryAfterSeconds: 7 })
  const response = await ask(server.url)
  expect(response.status).toBe(status)
  expect(response.headers.get('retry-after')).toBe('7')
  expect(await response.json()).toMatchObject({ type: 'error' })
})

it('accepts a request and never answers it', async () => {
  await using server = await serving({ kind: 'hang' })
  const isTimeout = ask(server.url, { signal: AbortSignal.timeout(200) }).catch(
    (error) => error.name,
  )
  expect(await isTimeout).toBe('TimeoutError')
})

it('stalls in the middle of an answer with the connection open', async () => {
  await using server = await serving({ kind: 'stall', text: 'Half' })
  const response = await ask(server.url, { signal: AbortSignal.timeout(300) })
  let received = ''
  const reading = (async () => {
    for await (const chunk of response.body ?? []) received += Buffer.from(chunk).toString()
  })()
  await expect(reading).rejects.toThrow(/timeout/)
  expect(received).toContain('"text":"Half"')
  expect(received).not.toContain('content_block_stop')
})

it('cuts the connection in the middle of an answer', async () => {
  await using server = await serving({ kind: 'cut' })
  const response = await ask(server.url)
  await expect(response.text()).rejects.toThrow('terminated')
})

it('sends a page where an answer should be', async () => {
  await using server = await serving({ kind: 'html' })
  const response = await ask(server.url)
  expect(response.status).toBe(200)
  expect(await response.text()).toMatch(/^<!doctype html>/)
})

it('sends events that hold no JSON', async () => {
  await using server = await serving({ kind: 'malformed' })
  const text = await ask(server.url).then((response) => response.text())
  const data = text.split('\n').filter((line) => line.startsWith('data: '))
  expect(data.length).toBeGreaterThan(3)
  for (const line of data) expect(() => JSON.parse(line.slice(6))).toThrow()
})

it('sends 5 MB whole', async () => {
  const text = 'x'.repeat(5_000_000)
  await using server = await serving({ kind: 'answer', text })
  const response = await ask(server.url, { stream: false })
  const message = (await response.json()) as { content: { text: string }[] }
  expect(message.content[0]?.text).toHaveLength(5_000_000)
})

it('counts tokens and has no other endpoints', async () => {
  await using server = await serving()
  const counted = await fetch(`${server.url}/v1/messages/count_tokens`, {
    method: 'POST',
    body: JSON.stringify({ messages: [{ role: 'user', content: 'x'.repeat(400) }] }),
  })
  expect(await counted.json()).toMatchObject({ input_tokens: expect.any(Number) })
  const other = await fetch(`${server.url}/api/oauth/profile`)
  expect(other.status).toBe(404)
  expect(await other.json()).toMatchObject({ error: { type: 'not_found_error' } })
})

it('ends hanging connections when it closes', async () => {
  const server = await serving({ kind: 'hang' })
  const asking = ask(server.url).catch((error: Error) => error.message)
  while (server.requests.length === 0) await new Promise(setImmediate)
  await server.close()
  expect(await asking).toBe('fetch failed')
})
