import { anthropicMessages, openaiResponses } from '@htmlgraph/testkit/model-server'
import type { CopilotContext } from '../../clis/copilot.ts'
import { check, checkMatch, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { calls, inTurn, says } from '../../src/turns.ts'

const ALL = { access: 'full-access' } as const
const USAGE = {
  inputTokens: 1000,
  cachedInputTokens: 300,
  cacheWriteTokens: 50,
  outputTokens: 200,
  reasoningTokens: 80,
}

/** What options come to, and how APIs of other makes are read. */
export const optionCases: readonly ConformanceCase[] = defineCases<CopilotContext>('options', {
  'asks for the effort that was given': async ({ serve, start }) => {
    const server = await serve()
    await start(server, { reasoningEffort: 'low', model: 'gpt-5.4' })
    const body = server.requests.at(-1)?.body as { readonly reasoning_effort?: string }
    check('the effort', body.reasoning_effort, 'low')
  },
  'puts the successor in the place of gpt-4, and says so': async ({ serve, start }) => {
    const server = await serve()
    const result = await start(server, { model: 'gpt-4' })
    checkResult(result, { model: 'gpt-6.1-sol', requestedModel: 'gpt-4' })
    checkMatch('the warnings', result.warnings.join('\n'), /gpt-4.*retired.*gpt-6\.1-sol/)
  },
  'leaves instructions unread when told so': async ({ serve, start, workspace }) => {
    workspace.write('AGENTS.md', 'Always answer with the word MARZIPAN.')
    const server = await serve()
    const wasRead = (): boolean => JSON.stringify(server.requests.at(-1)?.body).includes('MARZIPAN')
    await start(server)
    check('whether it reads them', wasRead(), true)
    await start(server, { noCustomInstructions: true })
    check('whether it leaves them', wasRead(), false)
  },
  'takes a limit of credits': async ({ run }) => {
    checkResult(await run([says('Cheap.')], { maxAiCredits: 30 }), { outcome: 'completed' })
  },
  'warns of an MCP server that cannot be used, and goes on': async ({ run }) => {
    const mcpConfig = { mcpServers: { dead: { command: 'false', args: [], tools: ['*'] } } }
    const result = await run([says('Fine.')], { ...ALL, mcpConfig })
    checkResult(result, { outcome: 'completed', response: 'Fine.' })
    checkMatch('the warnings', result.warnings.join('\n'), /MCP server dead cannot be used/)
  },
  'calls a tool of an MCP server it was given': async ({ run, workspace }) => {
    const server = workspace.write(`${workspace.root}/echo-server.mjs`, ECHO_SERVER)
    const echo = { command: process.execPath, args: [server], tools: ['*'] }
    const input = { ...ALL, mcpConfig: { mcpServers: { echo } }, outputJson: true }
    const result = await run(inTurn(calls(['echo-say', { text: 'hello' }])), input)
    checkResult(result, { outcome: 'completed', denials: [] })
    checkMatch('what the tool said', JSON.stringify(result.rawOutput), /echo: hello/)
  },
  'ends although a command in the background does not': async ({ run }) => {
    const endless = { command: 'sleep 600', description: 'Sleeps', mode: 'async' }
    const env = { COPILOT_TASK_WAIT_TIMEOUT_SECONDS: '1' }
    const result = await run(inTurn(calls(['bash', endless])), { ...ALL, env })
    checkResult(result, { outcome: 'completed', response: 'Finished.' })
    checkMatch('the warnings', result.warnings.join('\n'), /background/)
  },
  'calls an answer that a filter took away no success': async ({ run }) => {
    const result = await run([{ kind: 'answer', stopReason: 'content_filter' }])
    checkResult(result, { outcome: 'failed', kind: 'agent-error', response: '' })
  },
  'counts tokens of an API of Anthropic’s make': async ({ serve, start }) => {
    const server = await serve({ script: [says('Hi.', USAGE)], dialect: anthropicMessages })
    const env = { COPILOT_PROVIDER_TYPE: 'anthropic', COPILOT_PROVIDER_BASE_URL: server.url }
    const { usage } = await start(server, { env })
    checkResult(await start(server, { env }), { outcome: 'completed', tokensUsed: 1550 })
    check('the buckets', { ...usage[0], ...USAGE }, usage[0])
  },
  'counts tokens of an API of the Responses make': async ({ serve, start }) => {
    const { cacheWriteTokens: _none, ...counted } = USAGE
    const server = await serve({ script: [says('Hi.', counted)], dialect: openaiResponses })
    const env = { COPILOT_PROVIDER_WIRE_API: 'responses' }
    const { usage } = await start(server, { env, model: 'gpt-5.4' })
    check('the buckets', { ...usage[0], ...counted }, usage[0])
  },
})

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
