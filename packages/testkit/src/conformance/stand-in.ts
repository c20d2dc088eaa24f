import { definePlugin, defineProvider, type Plugin, z } from '@htmlgraph/core/provider'

/** The provider of {@link standIn}. */
export const STAND_IN = 'stand-in'

/** A made-up agent that another one can fall back on: whatever it prints is its answer. */
export const standIn: Plugin = definePlugin({
  name: 'htmlgraph-provider-stand-in',
  providers: [
    defineProvider({
      id: STAND_IN,
      executable: {
        command: STAND_IN,
        install: 'nowhere: it is made by the suite',
        minVersion: '1.0.0',
        testedVersions: ['1.0.0'],
      },
      models: [],
      capabilities: { resume: false, mcp: false, schema: false, sandbox: false, stream: false },
      environment: [],
      options: z.strictObject({}),
      access: () => null,
      command: ({ prompt, access }) => ({ args: [access], stdin: prompt }),
      async *parse(lines) {
        for await (const line of lines) yield { type: 'message', text: line }
        yield { type: 'end', response: null, failure: null }
      },
      finish: () => ({}),
    }),
  ],
})
