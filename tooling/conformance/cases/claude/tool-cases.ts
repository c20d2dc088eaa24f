import { isHtmlGraphError } from '@htmlgraph/core'
import type { ClaudeCaseInput, ClaudeContext } from '../../clis/claude.ts'
import { runs } from '../../clis/claude-turns.ts'
import { check, checkMatch, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { calls, inTurn } from '../../src/turns.ts'

/** What is seen of the tools that the agent uses. */
export const toolCases: readonly ConformanceCase[] = defineCases<ClaudeContext>('tools', {
  'calls a tool of an MCP server it was given': async ({ run, workspace }) => {
    const server = workspace.write(`${workspace.root}/echo-server.mjs`, ECHO_SERVER)
    const mcpConfig = { mcpServers: { echo: { command: process.execPath, args: [server] } } }
    const script = inTurn(calls(['mcp__echo__say', { text: 'hello' }]))
    const allowedTools = ['mcp__echo__say']
    const result = await run(script, {
      mcpConfig,
      allowedTools,
      access: 'full-access',
      outputJson: true,
    })
    checkResult(result, { outcome: 'completed', denials: [] })
    checkMatch('what the tool said', JSON.stringify(result.rawOutput), /echo: hello/)
  },
  'starts no program of an MCP server unless full-access is asked for': async (context) => {
    const { serve, start, workspace } = context
    const server = await serve()
    const inputs: readonly ClaudeCaseInput[] = [
      { mcpConfig: touching(context) },
      { mcpConfig: touching(context), access: 'read-only' },
      { mcpConfig: touching(context), access: 'workspace-write', approval: 'auto' },
      { mcpConfig: workspace.write(`${workspace.root}/mcp.json`, touching(context)) },
    ]
    for (const input of inputs) {
      const refusal = await start(server, input).catch((error) => error)
      check('the code', isHtmlGraphError(refusal) && refusal.code, 'HG_ACCESS_REFUSED')
    }
    check('what the program wrote', workspace.snapshot(workspace.outside), {})
    check('the requests', server.requests, [])
  },
  'keeps the agent in the sandbox beside an MCP server that is a program': async ({
    run,
    workspace,
  }) => {
    const { cwd, outside } = workspace
    const server = workspace.write(`${workspace.root}/echo-server.mjs`, ECHO_SERVER)
    const mcpConfig = { mcpServers: { echo: { command: process.execPath, args: [server] } } }
    const script = inTurn(
      runs(`touch ran; touch ${outside}/command.txt`),
      calls(['mcp__echo__say', { text: 'hello' }]),
    )
    const result = await run(script, { mcpConfig, access: 'full-access' })
    check('what is inside', workspace.snapshot(cwd), { ran: '' })
    check('what is outside', workspace.snapshot(outside), {})
    const tools = result.denials.map(({ tool }) => tool)
    check('the denied tools', tools, ['mcp__echo__say'])
  },
})

/** A server that leaves a trace as soon as it is started. */
function touching({ workspace }: ClaudeContext): Record<string, unknown> {
  return { mcpServers: { trace: { command: 'touch', args: [`${workspace.outside}/mcp`] } } }
}

const ECHO_SERVER = String.raw`
import { createInterface } from 'node:readline'
const answers = {
  initialize: ({ protocolVersion }) => ({ protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'echo', version: '1.0.0' } }),
  'tools/list': () => ({ tools: [{ name: 'say', description: 'Says it again', inputSchema: { type: 'object', properties: { text: { type: 'string' } } } }] }),
  'tools/call': (params) => ({ content: [{ type: 'text', text: 'echo: ' + params.arguments.text }] }),
}
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line)
  if (id === undefined) continue
  const result = answers[method]?.(params) ?? {}
  process.stdout.write(JSON.stringify({ jsonrpc: '2.0', id, result }) + '\n')
}
`
