import type { ProcessJob } from '../../../packages/core/src/runner/index.ts'

/** What core would give the runner for a run: both deadlines, and a key to be kept secret. */
export function createAgentJob(executable: string, args: readonly string[]): ProcessJob {
  return {
    executable,
    args,
    env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
    cwd: process.cwd(),
    stdin: '',
    timeoutMs: 600_000,
    idleTimeoutMs: 300_000,
    secrets: ['sk-ant-api03-0123456789-this-is-not-a-key-0123456789'],
  }
}
