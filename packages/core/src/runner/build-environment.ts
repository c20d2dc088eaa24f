import { delimiter } from 'node:path'
import { SHORTEST_SECRET } from './literal.ts'
import { safePathEntries } from './safe-path.ts'

/** What any program needs to find its way. */
const BASE_VARIABLES: ReadonlySet<string> = new Set([
  ...['HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'TZ', 'TERM'],
  ...['TMPDIR', 'TEMP', 'TMP'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY'],
  ...['http_proxy', 'https_proxy', 'no_proxy', 'all_proxy'],
  ...['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  // Windows
  ...['SystemRoot', 'SystemDrive', 'windir', 'ComSpec', 'PATHEXT'],
  ...['ProgramFiles', 'ProgramFiles(x86)', 'ProgramData', 'USERNAME'],
  ...['USERPROFILE', 'HOMEDRIVE', 'HOMEPATH', 'APPDATA', 'LOCALAPPDATA'],
])
const BASE_PREFIXES: readonly string[] = ['LC_', 'XDG_']

const SECRET_NAME = /KEY|TOKEN|SECRET|PASSW|CREDENTIAL/i

/** The password in `https://user:password@host`. */
const PASSWORD_IN_URL = /:\/\/[^/?#:@\s]*:([^/@\s]+)@/

/** The value of a header such as `Authorization: Bearer abc` or `X-Api-Key: abc`, one or more in a variable. */
const HEADERS_NAME = /HEADERS?$/i
const SECRET_HEADER =
  /^\s*[\w-]*(?:auth|key|token|secret|cookie)[\w-]*\s*:\s*(?:(?:Bearer|Basic|Token)\s+)?(\S.*?)\s*$/gim

/** Numbers and paths are no secrets, whatever their name: without them neither JSON nor a message could be read. */
const NO_SECRET = /^\d+$|^(?:[~.]?\/|[A-Za-z]:\\)\S*\.\w{1,8}$/

/** An empty PATH means the working directory. */
const FALLBACK_PATH = '/usr/bin:/bin'

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

type Variable = readonly [name: string, value: string]

/** Builds a child's environment from an allow-list. */
export function buildEnvironment(init: EnvironmentInit): ChildEnvironment {
  const base = variablesOf(init.base)
  const variables = variablesOf({
    ...Object.fromEntries(base.filter(([name]) => isAllowed(name, init.allowed))),
    PATH: safePathEntries(init.base.PATH, init.cwd).join(delimiter) || FALLBACK_PATH,
    ...init.command,
    ...init.request,
  })
  return {
    env: Object.fromEntries(variables),
    secrets: [...new Set([...base, ...variables].flatMap(findSecrets))],
  }
}

function variablesOf(env: Readonly<Record<string, string | null | undefined>>): Variable[] {
  return Object.entries(env).flatMap(([name, value]): Variable[] =>
    typeof value === 'string' ? [[name, value]] : [],
  )
}

function isAllowed(name: string, allowed: readonly string[]): boolean {
  if (BASE_VARIABLES.has(name) || allowed.includes(name)) return true
  return BASE_PREFIXES.some((prefix) => name.startsWith(prefix))
}

function findSecrets([name, value]: Variable): string[] {
  const password = PASSWORD_IN_URL.exec(value)?.[1] ?? ''
  const headers = HEADERS_NAME.test(name) ? [...value.matchAll(SECRET_HEADER)] : []
  const whole = SECRET_NAME.test(name) && !NO_SECRET.test(value) ? [value] : []
  const secrets = [...whole, password, ...headers.map(([, secret = '']) => secret)]
  return secrets.filter((secret) => secret.length >= SHORTEST_SECRET)
}
