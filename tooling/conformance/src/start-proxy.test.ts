import { once } from 'node:events'
import { type IncomingMessage, type RequestOptions, request } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { startProxy } from './start-proxy.ts'

async function ask(url: string, options: RequestOptions): Promise<number | undefined> {
  const asking = request(url, options)
  const answer = options.method === 'CONNECT' ? 'connect' : 'response'
  const answered = once(asking, answer) as Promise<[IncomingMessage]>
  asking.end()
  const [response] = await answered
  response.destroy()
  return response.statusCode
}

it('notes who is asked for, and lets nobody out', async () => {
  const proxy = await startProxy()
  onTestFinished(proxy.close)
  expect(await ask(proxy.url, { method: 'CONNECT', path: 'api.example:443' })).toBe(502)
  expect(await ask(proxy.url, { path: 'http://plain.example/a' })).toBe(502)
  expect(proxy.hosts).toEqual(['api.example:443', 'plain.example'])
})
