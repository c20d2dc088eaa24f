import type { AgentCli } from './agent-cli.ts'
import type { Judged } from './check.ts'

/** The verdict of a run that an API failed: the same whatever the CLI, or its facts say why not. */
const VERDICTS = {
  400: { kind: 'agent-error', retryable: false },
  401: { kind: 'auth', retryable: false },
  403: { kind: 'auth', retryable: false },
  404: { kind: 'model-unavailable', retryable: false },
  429: { kind: 'rate-limit', retryable: true },
  500: { kind: 'overloaded', retryable: true },
  503: { kind: 'overloaded', retryable: true },
  'context-length': { kind: 'context-length', retryable: false },
  quota: { kind: 'quota', retryable: false },
  refused: { kind: 'network', retryable: true },
  unreachable: { kind: 'network', retryable: true },
  cut: { kind: 'network', retryable: true },
  malformed: { kind: 'protocol' },
  page: {},
  'no-key': { kind: 'auth', retryable: false },
} as const satisfies Readonly<Record<string | number, Judged>>

/** The ways in which an API fails that every provider is tried with. */
export type Fault = keyof typeof VERDICTS

/** What a run must come to. */
export function expectedVerdict({ facts }: AgentCli, fault: Fault): Judged {
  return { outcome: 'failed', success: false, ...(facts.verdicts[fault] ?? VERDICTS[fault]) }
}
