import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Provider } from '@htmlgraph/core'

/** Whether an agent seems logged in, and by what. */
export interface Login {
  readonly state: 'yes' | 'no' | 'unknown'
  /** `ANTHROPIC_API_KEY is set`; `null` when nothing was found. */
  readonly evidence: string | null
}

/** Variables that are keys, not settings. */
const KEY = /(?:_|^)(?:KEY|TOKEN)$/

/** Looks for a key variable and for the files that a login leaves. Reads no secret, asks nobody. */
export function findLogin(
  { environment, loginFiles = [] }: Pick<Provider, 'environment' | 'loginFiles'>,
  env: NodeJS.ProcessEnv,
): Login {
  const variable = environment.find((name) => KEY.test(name) && Boolean(env[name]))
  if (variable !== undefined) return { state: 'yes', evidence: `${variable} is set` }
  const home = env.HOME ?? homedir()
  const file = loginFiles.find((path) => existsSync(join(home, path)))
  if (file !== undefined) return { state: 'yes', evidence: `~/${file} is there` }
  return { state: loginFiles.length === 0 ? 'unknown' : 'no', evidence: null }
}

/** The variables that would log an agent in. */
export function keyVariables({ environment }: Pick<Provider, 'environment'>): readonly string[] {
  return environment.filter((name) => KEY.test(name))
}
