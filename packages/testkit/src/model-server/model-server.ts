import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { anthropicMessages } from './anthropic/anthropic-messages.ts'
import type { Dialect, ModelRequest } from './dialect.ts'
import type { Script, ScriptedConversation } from './script.ts'
import { createScriptReader, type ScriptReader } from './script-reader.ts'
import { sendResponse, serveTurn } from './serve-turn.ts'

/** What {@link startModelServer} takes. */
export interface ModelServerInit {
  /** @default [] */
  readonly script?: Script | undefined
  /** Scripts of other conversations, such as a subagent's. @default [] */
  readonly conversations?: readonly ScriptedConversation[] | undefined
  /** How the API looks on the wire. @default anthropicMessages */
  readonly dialect?: Dialect | undefined
}

/** A model API on the loopback interface. */
export interface ModelServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`, without a path. */
  readonly url: string
  /** Every request so far, oldest first. */
  readonly requests: readonly ModelRequest[]
  /** Ends every connection, also the hanging ones. */
  close(): Promise<void>
}

/**
 * Starts a model API that follows a script, on a free port of the loopback interface.
 *
 * ```ts
 * await using server = await startModelServer({
 *   script: [{ kind: 'answer', toolCalls: [{ name: 'Bash', input: { command: 'ls' } }] }],
 * })
 * ```
 */
export async function startModelServer(init: ModelServerInit = {}): Promise<ModelServer> {
  const dialect = init.dialect ?? anthropicMessages
  const reader = createScriptReader(init.script ?? [], init.conversations ?? [])
  const requests: ModelRequest[] = []
  const server = createServer((incoming, response) => {
    serve({ incoming, response, dialect, reader, requests }).catch(() => response.destroy())
  })
  const port = await listen(server)
  const close = (): Promise<void> => closeServer(server)
  return { url: `http://127.0.0.1:${port}`, requests, close, [Symbol.asyncDispose]: close }
}

interface Exchange {
  readonly incoming: IncomingMessage
  readonly response: ServerResponse
  readonly dialect: Dialect
  readonly reader: ScriptReader
  readonly requests: ModelRequest[]
}

async function serve(exchange: Exchange): Promise<void> {
  const { dialect, reader, requests, response } = exchange
  const request = await receive(exchange.incoming, dialect)
  requests.push(request)
  if (!request.isCompletion) return sendResponse(dialect.side(request), response)
  const turn = reader.next(dialect.conversation(request.body))
  await serveTurn(turn, dialect, { body: request.body, response })
}

async function receive(incoming: IncomingMessage, dialect: Dialect): Promise<ModelRequest> {
  const { method = 'GET', url: path = '/' } = incoming
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])
  return {
    method,
    path,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: parseJson(decode(Buffer.concat(chunks), incoming.headers['content-encoding'])),
    isCompletion: dialect.isCompletion(method, path),
  }
}

/** Codex 0.169 sends zstd to who is logged in with ChatGPT. */
function decode(body: Buffer, encoding: string | undefined): string {
  const decoders: Readonly<Record<string, (packed: Buffer) => Buffer>> = {
    gzip: gunzipSync,
    zstd: zstdDecompressSync,
  }
  return (decoders[encoding ?? '']?.(body) ?? body).toString()
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function listen(server: Server): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject).listen(0, '127.0.0.1', resolve)
  await promise
  return (server.address() as AddressInfo).port
}

function closeServer(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  server.closeAllConnections()
  return promise
}
