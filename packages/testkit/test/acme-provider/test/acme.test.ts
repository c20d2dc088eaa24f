import { testProvider } from '@htmlgraph/testkit'
import plugin from '../src/index.ts'

testProvider({
  plugin,
  directory: `${import.meta.dirname}/recordings`,
  recordings: {
    'acme-1.4.0-hello': { outcome: 'completed', response: 'Done.', tokensUsed: 128, cost: null },
    'acme-1.4.0-writes': { outcome: 'completed', response: 'Done.', model: 'acme-2' },
    'acme-1.4.0-denied': { outcome: 'denied', kind: 'permission', denials: ['write'] },
    'acme-1.4.0-empty': { outcome: 'empty', kind: 'agent-error', tokensUsed: 128 },
    'acme-1.4.0-rate-limit': { outcome: 'failed', kind: 'rate-limit' },
    'acme-1.4.0-network': { outcome: 'failed', kind: 'network' },
    'acme-1.4.0-no-login': { outcome: 'failed', kind: 'auth', tokensUsed: null },
  },
  loginPrompt: 'acme: not logged in. Code from your browser: ',
})
