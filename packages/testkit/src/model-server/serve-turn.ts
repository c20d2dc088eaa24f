import type { ServerResponse } from 'node:http'
import type { Dialect, WireAnswer, WireResponse } from './dialect.ts'
import type { ScriptTurn } from './script.ts'

const PORTAL = '<!doctype html><title>Sign in</title><p>Sign in to this network.'
const HALF = 'Half an ans'

/** Does with a request what the turn says. Resolves when nothing more will be written. */
export async function serveTurn(
  turn: ScriptTurn,
  dialect: Dialect,
  exchange: { readonly body: unknown; readonly response: ServerResponse },
): Promise<void> {
  const { body, response } = exchange
  switch (turn.kind) {
    case 'answer':
      return sendAnswer(dialect.answer(body, turn), response)
    case 'api-error':
      return sendResponse(dialect.error(turn), response)
    case 'html':
      return sendResponse(
        { status: 200, headers: { 'content-type': 'text/html' }, body: turn.html ?? PORTAL },
        response,
      )
    case 'hang':
      return
    case 'malformed':
      return sendResponse(malformed(dialect, body), response)
    case 'stall':
    case 'cut':
      await sendChunks(dialect.beginning(body, turn.text ?? HALF), response)
      if (turn.kind === 'cut') response.destroy()
  }
}

/** Sends a whole response. */
export function sendResponse(wire: WireResponse, response: ServerResponse): void {
  response.writeHead(wire.status, wire.headers).end(wire.body)
}

async function sendAnswer(answer: WireAnswer, response: ServerResponse): Promise<void> {
  await sendChunks(answer, response)
  response.end()
}

async function sendChunks(answer: WireAnswer, response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': answer.contentType })
  for (const chunk of answer.chunks) await write(response, chunk)
}

/** Resolves when the chunk has left the process, so that a cut comes after it, or when the client has gone. */
async function write(response: ServerResponse, chunk: string): Promise<void> {
  if (response.destroyed) return
  const { promise, resolve } = Promise.withResolvers<void>()
  response.once('close', resolve)
  response.write(chunk, () => resolve())
  await promise
  response.off('close', resolve)
}

function malformed(dialect: Dialect, body: unknown): WireResponse {
  const { contentType, chunks } = dialect.answer(body, { kind: 'answer', text: 'never seen' })
  const broken = chunks.map((chunk) => chunk.replace(/\}(\s*)$/, '$1')).join('')
  return { status: 200, headers: { 'content-type': contentType }, body: broken }
}
