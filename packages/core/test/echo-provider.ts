import { fileURLToPath } from 'node:url'
import {
  createModelUsage,
  definePlugin,
  defineProvider,
  type ModelUsage,
  type Plugin,
  type Provider,
  type ProviderEvent,
  z,
} from '../src/provider.ts'

/** The made-up agent's own options. */
export interface EchoOptions {
  readonly mode?: 'careful' | 'bold' | undefined
  readonly schema?: Record<string, unknown> | undefined
}

/** One line that the made-up agent prints. */
export interface EchoEvent {
  readonly type: string
  readonly [key: string]: unknown
}

/** The path of the made-up agent. */
export const ECHO_AGENT: string = fileURLToPath(new URL('echo-agent.mjs', import.meta.url))

/** Drives the made-up agent of `echo-agent.mjs`. */
export const echo: Provider<'echo', EchoOptions, EchoOptions, EchoEvent> = defineProvider({
  id: 'echo',
  executable: {
    command: 'echo-agent',
    install: 'npm install -g echo-agent',
    minVersion: '1.0.0',
    testedVersions: ['1.0.0'],
  },
  models: [
    {
      id: 'echo-large-1',
      aliases: ['large'],
      logicalNames: ['echo-best'],
      class: 'frontier',
      contextWindow: 1000,
      status: 'active',
    },
    {
      id: 'echo-old',
      class: 'fast',
      contextWindow: null,
      status: 'retired',
      successor: 'echo-large-1',
    },
  ],
  capabilities: { resume: false, mcp: false, schema: true, sandbox: 'unknown', stream: false },
  environment: ['ECHO_API_KEY'],
  options: z.strictObject({
    mode: z.enum(['careful', 'bold']).optional(),
    schema: z.record(z.string(), z.unknown()).optional(),
  }),
  access: ({ mode }) => (mode === 'bold' ? 'workspace-write' : null),
  outputSchema: ({ schema }) => schema ?? null,
  command: ({ prompt, access, model }, paths) => ({
    args: [
      `--access=${access}`,
      `--run=${paths.run}`,
      ...(model === null ? [] : [`--model=${model}`]),
    ],
    stdin: prompt,
  }),
  async *parse(lines) {
    for await (const line of lines) yield* readLine(line)
  },
  finish: () => ({ billing: 'api' }),
})

/** The plugin of the made-up agent. */
export const echoPlugin: Plugin<readonly [typeof echo]> = definePlugin({
  name: 'htmlgraph-provider-echo',
  providers: [echo],
})

function readLine(line: string): ProviderEvent[] {
  const event = parseEvent(line)
  if (event === null) return [{ type: 'raw', line }]
  const { tool, text, message } = event as Record<string, string> & EchoEvent
  switch (event.type) {
    case 'hello':
      return [{ type: 'session', sessionId: String(event.session), model: String(event.model) }]
    case 'say':
      return [{ type: 'message', text: String(text) }]
    case 'tool':
      return [
        { type: 'tool-start', toolId: '1', tool: String(tool), input: {} },
        { type: 'tool-end', toolId: '1', ok: event.ok === true, output: null },
      ]
    case 'deny':
      return [{ type: 'denied', tool: String(tool), reason: null }]
    case 'change':
      return [{ type: 'file-change', path: String(event.path), change: 'updated' }]
    case 'usage':
      return [{ type: 'usage', usage: [usageOf(event as unknown as Record<string, number>)] }]
    case 'end':
      return [
        {
          type: 'end',
          response: text === '' ? null : String(text),
          structured: event.structured,
          failure:
            event.kind === undefined
              ? null
              : { kind: event.kind as 'auth', message: String(message) },
        },
      ]
    default:
      return [{ type: 'raw', line }]
  }
}

function parseEvent(line: string): EchoEvent | null {
  try {
    return JSON.parse(line) as EchoEvent
  } catch {
    return null
  }
}

function usageOf(event: Record<string, number>): ModelUsage {
  const { input, output, micro } = event
  return createModelUsage({
    model: 'echo-large-1',
    inputTokens: input ?? null,
    outputTokens: output ?? null,
    costMicroUsd: micro ?? null,
  })
}
