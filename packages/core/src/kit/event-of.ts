import type { ProviderEvent } from '../contract/index.ts'
import { readAmount, readObjects, readText } from './read-json.ts'

/** What a field of a CLI's event comes to: one event, or none when the field has nothing to tell. */
type Told = readonly ProviderEvent[]

/** Words of CLIs for an MCP server that is not there; others are still to come, or not wanted. */
const LOST = ['failed', 'needs-auth']

/** Events made from fields of which nothing is known yet. */
export const eventOf: {
  /** A finished piece of the agent's text. */
  message(text: unknown): Told
  /** A piece of an answer that is still being written. */
  textDelta(text: unknown): Told
  /** A finished piece of the agent's reasoning. */
  reasoning(text: unknown): Told
  /** Something the user should know. */
  warning(message: unknown): Told
  /**
   * For each MCP server of a list, `{ name, status, error }`, that failed or that nobody is logged in to, or whose
   * status is one of `lost`.
   */
  lostServers(servers: unknown, lost?: readonly string[]): Told
  /** The CLI is trying again. Numbers and texts make the reason, in their order. */
  retry(attempt: unknown, delayMs: unknown, reasons: readonly unknown[]): Told
} = {
  message: (text) => ofText(text, (given) => ({ type: 'message', text: given })),
  textDelta: (text) => ofText(text, (given) => ({ type: 'text-delta', text: given })),
  reasoning: (text) => ofText(text, (given) => ({ type: 'reasoning', text: given })),
  warning: (text) => ofText(text, (message) => ({ type: 'warning', message })),
  lostServers(servers, lost = LOST) {
    return readObjects(servers).flatMap((server): Told => {
      const [name, status] = [readText(server.name), readText(server.status) ?? '']
      if (!lost.includes(status)) return []
      const message = `The MCP server ${name} cannot be used: ${readText(server.error) ?? status}.`
      return [{ type: 'warning', message }]
    })
  },
  retry(attempt, delayMs, reasons) {
    const known = reasons.map((part) => readText(part) ?? readAmount(part))
    const reason = known.filter((part) => part !== null).join(' ') || null
    return [{ type: 'retry', attempt: readAmount(attempt), delayMs: readAmount(delayMs), reason }]
  },
}

function ofText(text: unknown, toEvent: (text: string) => ProviderEvent): Told {
  const given = readText(text)
  return given ? [toEvent(given)] : []
}
