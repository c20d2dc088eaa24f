import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Provider } from '@htmlgraph/core'

/** How a version stands to those that the provider was tried with. */
export type VersionState = 'tested' | 'untested' | 'too-old' | 'unknown'

type ExecutableSpec = Provider['executable']

const TIMEOUT_MS = 10_000
const VERSION = /\d+\.\d+\.\d+(?:-[\w.]+)?/

/** What a program needs to say its version; no key is among it. */
const ENVIRONMENT = ['PATH', 'HOME', 'USERPROFILE', 'SystemRoot', 'TMPDIR', 'TEMP', 'LANG']

/** The version that a CLI says it has; `null` when it says none. */
export async function readVersion(
  path: string,
  { versionArgs = ['--version'] }: ExecutableSpec,
  env: NodeJS.ProcessEnv,
): Promise<string | null> {
  const child = Object.fromEntries(ENVIRONMENT.map((name) => [name, env[name]]))
  try {
    const { stdout, stderr } = await promisify(execFile)(path, [...versionArgs], {
      env: child,
      timeout: TIMEOUT_MS,
    })
    return VERSION.exec(`${stdout}\n${stderr}`)?.[0] ?? null
  } catch {
    return null
  }
}

/** Whether a version is known to work. */
export function judgeVersion(
  version: string | null,
  { minVersion, testedVersions }: ExecutableSpec,
): VersionState {
  if (version === null) return 'unknown'
  if (testedVersions.includes(version)) return 'tested'
  return compareVersions(version, minVersion) < 0 ? 'too-old' : 'untested'
}

/** By their numbers; what follows a dash does not count. */
function compareVersions(one: string, other: string): number {
  const [first, second] = [numbersOf(one), numbersOf(other)]
  const index = first.findIndex((number, place) => number !== (second[place] ?? 0))
  return index === -1 ? 0 : (first[index] ?? 0) - (second[index] ?? 0)
}

function numbersOf(version: string): number[] {
  const [release = ''] = version.split('-')
  return release.split('.').map(Number)
}
