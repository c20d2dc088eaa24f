import {
  createModelUsage,
  definePlugin,
  defineProvider,
  type ProviderEvent,
  z,
} from '@htmlgraph/core/provider'

const failure = z.object({ kind: z.enum(['rate-limit', 'network']), message: z.string() })

// Acme 1.4.0 prints one of these a line.
const acmeEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('start'), session: z.string(), model: z.string() }),
  z.object({ event: z.literal('say'), text: z.string() }),
  z.object({ event: z.literal('tool'), id: z.string(), name: z.string() }),
  z.object({ event: z.literal('tool-done'), id: z.string(), ok: z.boolean() }),
  z.object({ event: z.literal('refused'), name: z.string() }),
  z.object({ event: z.literal('usage'), input: z.int().min(0), output: z.int().min(0) }),
  z.object({ event: z.literal('done'), error: failure.nullable() }),
])
type AcmeEvent = z.infer<typeof acmeEvent>

// It says so in words when nobody is logged in, and prints no event.
const NO_LOGIN = { failure: { kind: 'auth', message: 'Not logged in: run "acme login".' } } as const
const ALLOW = { 'read-only': 'nothing', 'workspace-write': 'edits', 'full-access': 'everything' }

export const acme = defineProvider({
  id: 'acme',
  executable: {
    command: 'acme',
    install: 'npm install -g acme-agent',
    minVersion: '1.4.0',
    testedVersions: ['1.4.0'],
  },
  models: [{ id: 'acme-2', class: 'balanced', contextWindow: null, status: 'active' }],
  capabilities: { resume: false, mcp: false, schema: false, sandbox: false, stream: false },
  environment: ['ACME_API_KEY'],
  options: z.object({ tone: z.enum(['terse', 'friendly']).default('terse') }),
  rawEvent: undefined as AcmeEvent | undefined,
  access: () => null,
  command({ prompt, model, access, options }) {
    const args = ['run', '--json', '--allow', ALLOW[access], '--tone', options.tone]
    return { args: model === null ? args : [...args, '--model', model], stdin: prompt }
  },
  async *parse(lines) {
    for await (const line of lines) yield readEvent(line)
  },
  finish: ({ stderrTail }, { rawTail }) =>
    stderrTail.includes('not logged in') || rawTail.includes('not logged in') ? NO_LOGIN : {},
})

function readEvent(line: string): ProviderEvent {
  try {
    return toRunEvent(acmeEvent.parse(JSON.parse(line)))
  } catch {
    return { type: 'raw', line: line.slice(0, 10_000) }
  }
}

function toRunEvent(line: AcmeEvent): ProviderEvent {
  switch (line.event) {
    case 'start':
      return { type: 'session', sessionId: line.session, model: line.model }
    case 'say':
      return { type: 'message', text: line.text }
    case 'tool':
      return { type: 'tool-start', toolId: line.id, tool: line.name, input: null }
    case 'tool-done':
      return { type: 'tool-end', toolId: line.id, ok: line.ok, output: null }
    case 'refused':
      return { type: 'denied', tool: line.name, reason: null }
    case 'usage': {
      // Acme 1.4.0 counts what went in and what came out, and no more.
      const tokens = { inputTokens: line.input, outputTokens: line.output }
      return { type: 'usage', usage: [createModelUsage(tokens)] }
    }
    case 'done':
      return { type: 'end', response: null, failure: line.error }
  }
}

declare module '@htmlgraph/core/provider' {
  interface DiscoveredProviders {
    readonly acme: typeof acme
  }
}

export default definePlugin({ name: 'htmlgraph-provider-acme', providers: [acme] })
