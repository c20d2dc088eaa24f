import { describe, expect, it } from 'vitest'
import { startsPrograms } from './mcp-servers.ts'

const remote = { type: 'http', url: 'https://mcp.example.org', headers: { Authorization: 'x' } }

describe('MCP servers', () => {
  it.for([
    null,
    {},
    { mcpServers: {} },
    { mcpServers: { one: remote, two: { type: 'sse', url: 'https://mcp.example.org' } } },
  ])('that are remote alone start no program: %j', (mcpConfig) => {
    expect(startsPrograms(mcpConfig)).toBe(false)
  })

  it.for<Record<string, unknown> | string>([
    './mcp.json',
    '{"mcpServers":{}}',
    { mcpServers: { one: { command: 'sh' } } },
    { mcpServers: { one: { type: 'stdio', command: 'sh' } } },
    { mcpServers: { one: remote, two: { command: 'sh' } } },
    { mcpServers: { one: { ...remote, command: 'sh' } } },
    { mcpServers: { one: { ...remote, headersHelper: 'sh' } } },
    { mcpServers: { one: { url: 'https://mcp.example.org' } } },
    { mcpServers: { one: null } },
    { mcpServers: [{ command: 'sh' }] },
    { mcpServers: { one: { toJSON: () => ({ command: 'sh' }), ...remote } } },
    { servers: { one: { command: 'sh' } } },
  ])('may start one: %j', (mcpConfig) => {
    expect(startsPrograms(mcpConfig)).toBe(true)
  })
})
