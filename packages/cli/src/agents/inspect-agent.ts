import { type Provider, resolveExecutable } from '@htmlgraph/core'
import type { CommandContext } from '../command.ts'
import { findLogin, type Login } from './find-login.ts'
import { judgeVersion, readVersion, type VersionState } from './read-version.ts'

/** What can be seen of an agent without running it for a task. */
export interface AgentReport {
  /** The provider's id. */
  readonly provider: string
  /** Of its CLI; `null` when there is none. */
  readonly path: string | null
  /** Why there is none. */
  readonly missing: string | null
  /** Why what was found cannot be run; `null` when nothing speaks against it. */
  readonly problem: string | null
  readonly version: string | null
  readonly versionState: VersionState
  readonly login: Login
  /** Whether nothing speaks against running it. */
  readonly isUsable: boolean
}

/** Looks at the CLI of a provider: where it is, its version, whether it seems logged in. */
export async function inspectAgent(
  provider: Provider,
  { cwd, env }: Pick<CommandContext, 'cwd' | 'env'>,
): Promise<AgentReport> {
  const { id, executable: spec } = provider
  const found = resolveExecutable({ provider: id, spec, override: null, cwd, env })
  const login = findLogin(provider, env)
  if ('failure' in found) {
    const missing = found.failure.message
    const nothing = { path: null, problem: null, version: null, versionState: 'unknown' } as const
    return { provider: id, ...nothing, missing, login, isUsable: false }
  }
  const { version, problem } = await readVersion(found.path, spec, { cwd, env })
  const versionState = judgeVersion(version, spec)
  const isUsable = problem === null && versionState !== 'too-old' && login.state !== 'no'
  const { path } = found
  return { provider: id, path, missing: null, problem, version, versionState, login, isUsable }
}
