import { parseObject, readObject, readText } from './read-json.ts'

/**
 * All that a server may say and still be remote alone. Not `headersHelper`: CLIs run it as a command, like `command`
 * of a local server, before the first model call and outside any sandbox (one did, recorded 2026-11).
 */
const REMOTE_FIELDS = ['type', 'url', 'headers', 'oauth', 'timeout', 'request_timeout_ms', 'tools']
const REMOTE_TYPES = ['http', 'sse']

/**
 * Whether MCP servers, `{ mcpServers: { NAME: { … } } }`, may start a program on this machine.
 * What is in a file is not known: they may.
 */
export function startsPrograms(
  mcpConfig: Readonly<Record<string, unknown>> | string | null,
): boolean {
  if (mcpConfig === null) return false
  // Read back from what is written for the CLI, so that both see the same.
  const config = typeof mcpConfig === 'string' ? null : parseObject(JSON.stringify(mcpConfig))
  if (config === null) return true
  return !Object.entries(config).every(
    ([name, servers]) => name === 'mcpServers' && Object.values(Object(servers)).every(isRemote),
  )
}

function isRemote(value: unknown): boolean {
  const server = readObject(value)
  const isKnown = Object.keys(server).every((field) => REMOTE_FIELDS.includes(field))
  return isKnown && REMOTE_TYPES.includes(readText(server.type) ?? '')
}
