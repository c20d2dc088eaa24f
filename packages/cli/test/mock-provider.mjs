// A provider for a made-up agent. Its CLI prints events in the form of the contract, so there is nothing to translate.
import { definePlugin, defineProvider, z } from '@htmlgraph/core/provider'

const mock = defineProvider({
  id: 'mock',
  executable: {
    command: 'mock-agent',
    install: 'npm install --global mock-agent',
    minVersion: '1.2.0',
    testedVersions: ['1.2.0'],
  },
  models: [],
  capabilities: { resume: true, mcp: false, schema: false, sandbox: false, stream: true },
  environment: ['MOCK_API_KEY', 'MOCK_MODE'],
  hosts: ['127.0.0.1:9'],
  loginFiles: ['.mock/login.json'],
  options: z.strictObject({ turns: z.number().optional(), effort: z.string().optional() }),
  access: () => null,
  command: ({ prompt, model, access, resume, options }) => ({
    args: [JSON.stringify({ model, access, resume, options })],
    stdin: prompt,
  }),
  async *parse(lines) {
    for await (const line of lines) {
      const event = readEvent(line)
      yield event ?? { type: 'raw', line }
    }
  },
  finish: () => ({}),
})

function readEvent(line) {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

export default definePlugin({ name: 'htmlgraph-provider-mock', providers: [mock] })
