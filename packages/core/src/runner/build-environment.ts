import { delimiter } from 'node:path'
import { safePathEntries } from './safe-path.ts'

/** What any program needs to find its way; nothing of it is a secret, but for a proxy's password. */
const BASE_VARIABLES: readonly string[] = [
  ...['HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'TZ', 'TERM'],
  ...['TMPDIR', 'TEMP', 'TMP'],
  ...['XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME', 'XDG_RUNTIME_DIR'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY'],
  ...['http_proxy', 'https_proxy', 'no_proxy', 'all_proxy'],
  ...['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  // Windows
  ...['SystemRoot', 'SystemDrive', 'windir', 'ComSpec', 'PATHEXT', 'ProgramFiles'],
  ...['USERPROFILE', 'HOMEDRIVE', 'HOMEPATH', 'APPDATA', 'LOCALAPPDATA', 'USERNAME'],
]

const SECRET_NAME = /KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL/i

/** Shorter values are words, not secrets. */
const SHORTEST_SECRET = 8

/** Where a child's environment comes from; later parts win. */
export interface EnvironmentInit {
  /** The orchestrator's own, of which only what is allowed is passed on. */
  readonly base: NodeJS.ProcessEnv
  /** The names that the provider asks for, beside the base list. */
  readonly allowed: readonly string[]
  /** What the provider's command sets; `null` takes one away. */
  readonly command: Readonly<Record<string, string | null>>
  /** What the caller sets: whoever names a variable for one run means it. */
  readonly request: Readonly<Record<string, string>>
  /** The child's working directory: PATH entries inside it are left out. */
  readonly cwd: string
}

/** A child's environment, and the secrets that are known of it and of its parent. */
export interface ChildEnvironment {
  readonly env: Record<string, string>
  /** Values to be kept out of everything that is stored. */
  readonly secrets: readonly string[]
}

/** Builds a child's environment from an allow-list. */
export function buildEnvironment(init: EnvironmentInit): ChildEnvironment {
  const names = Object.keys(init.base).filter((name) => isAllowed(name, init.allowed))
  const path = safePathEntries(init.base.PATH, init.cwd).join(delimiter)
  const merged = {
    ...Object.fromEntries(names.map((name) => [name, init.base[name]])),
    PATH: path,
    ...init.command,
    ...init.request,
  }
  const entries = Object.entries(merged).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return {
    env: Object.fromEntries(entries),
    secrets: [...new Set([...findSecrets(Object.entries(init.base)), ...findSecrets(entries)])],
  }
}

function isAllowed(name: string, allowed: readonly string[]): boolean {
  return BASE_VARIABLES.includes(name) || name.startsWith('LC_') || allowed.includes(name)
}

function findSecrets(entries: readonly (readonly [string, string | undefined])[]): string[] {
  return entries.flatMap(([name, value]) =>
    SECRET_NAME.test(name) && value !== undefined && value.length >= SHORTEST_SECRET ? [value] : [],
  )
}
