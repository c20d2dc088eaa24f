import { join, resolve } from 'node:path'
import {
  type Access,
  type AddedDirectories,
  addedDirectories,
  assertGranted,
  type RunPaths,
  type RunRequest,
} from '@htmlgraph/core/provider'
import { listSettings, mightySettings, type Setting, settingFlags } from './config.ts'
import type { CodexOptions } from './options.ts'

type Request = RunRequest<CodexOptions>

/** Variables with secrets of Codex's own: `exec` of 0.169 sends the first two, providers in `config` the last. */
export const SECRET_VARIABLES: readonly string[] = [
  'CODEX_API_KEY',
  'CODEX_ACCESS_TOKEN',
  'OPENAI_API_KEY',
]
const SECRET_NAMES = ['*KEY*', '*TOKEN*', '*SECRET*', '*PASSW*', '*CREDENTIAL*']

/** Places of secrets that the sandbox would let commands read, from the home directory. */
const SECRET_PLACES = [
  ...['.ssh', '.gnupg', '.aws', '.azure', '.config/gcloud', '.kube', '.docker/config.json'],
  ...['.netrc', '.git-credentials', '.npmrc', '.config/gh', '.claude/.credentials.json'],
]

/** The access that the sandbox of a run gives; `null` when its options name none. */
function sandboxAccess({ sandbox, fullAuto }: CodexOptions): Access | null {
  if (sandbox === 'danger-full-access') return 'full-access'
  return sandbox ?? (fullAuto ? 'workspace-write' : null)
}

/** The access these options give. Settings that need full access never imply it: the caller's word decides. */
export function codexAccess(options: CodexOptions): Access | null {
  const given = sandboxAccess(options)
  const isMighty = mightySettings(listSettings(options.config)).length > 0
  return isMighty && given !== 'full-access' ? null : given
}

/** Where Codex keeps its login and its sessions. */
export function codexHome({ cwd }: Request, { env, home }: RunPaths): string {
  return resolve(cwd, env.CODEX_HOME ?? join(home, '.codex'))
}

/** The directories that a run may write in beside its own; none for a run that only reads. */
export function writableDirectories(request: Request, { home }: RunPaths): AddedDirectories {
  const { access, cwd, options } = request
  const given = access === 'read-only' ? [] : options.addDirs
  return { provider: 'codex', option: 'addDirs', given, cwd, home, access }
}

/**
 * The arguments that give a run its access and no more.
 *
 * @throws HG_ACCESS_REFUSED when `config` or `addDirs` give more.
 */
export function accessFlags(request: Request, paths: RunPaths): string[] {
  const { access, options } = request
  const mighty = mightySettings(listSettings(options.config))
  const given = mighty.length > 0 ? 'full-access' : null
  assertGranted({ provider: 'codex', by: `${mighty.join(', ')} in config`, given, access })
  const held = sandboxAccess(options) ?? access
  if (held === 'full-access') {
    const hidden: Setting = ['shell_environment_policy.exclude', SECRET_VARIABLES]
    return ['--sandbox=danger-full-access', ...settingFlags([hidden])]
  }
  return [
    // The user's own settings start programs (`notify`, MCP servers), and the user's rules let commands run outside
    // of the sandbox; the login is read all the same. codex 0.169, recorded 2026-11.
    ...['--ignore-user-config', '--ignore-rules'],
    ...settingFlags([
      ...['hooks', 'apps', 'plugins'].map((name): Setting => [`features.${name}`, false]),
      ['shell_environment_policy.exclude', SECRET_NAMES],
      ['default_permissions', 'htmlgraph'],
      ...(held === 'read-only' ? readingProfile(request, paths) : writingProfile(request, paths)),
    ]),
  ]
}

const PROFILE = 'permissions.htmlgraph'

function readingProfile(request: Request, paths: RunPaths): Setting[] {
  return [
    [`${PROFILE}.extends`, ':read-only'],
    [`${PROFILE}.filesystem`, secretFiles(request, paths)],
  ]
}

/** The workspace, and in place of the shared temporary directories the private one of this run. */
function writingProfile(request: Request, paths: RunPaths): Setting[] {
  const temporary = { ':slash_tmp': 'read', ':tmpdir': 'read', [paths.run]: 'write' }
  const added = addedDirectories(writableDirectories(request, paths)).map((path) => [path, 'write'])
  const files = { ...secretFiles(request, paths), ...temporary, ...Object.fromEntries(added) }
  return [
    [`${PROFILE}.extends`, ':workspace'],
    [`${PROFILE}.filesystem`, files],
    ['shell_environment_policy.set', { TMPDIR: paths.run }],
  ]
}

function secretFiles(request: Request, paths: RunPaths): Record<string, string> {
  const own = ['auth.json', '.env'].map((name) => join(codexHome(request, paths), name))
  const places = [...own, ...SECRET_PLACES.map((place) => join(paths.home, place))]
  return Object.fromEntries(places.map((path) => [path, 'deny']))
}
