import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ExecutableSpec, RunFailure } from '../contract/index.ts'
import { safePathEntries } from './safe-path.ts'

/** Which program is looked for, and where. */
export interface ExecutableQuery {
  /** The provider's id. */
  readonly provider: string
  readonly spec: ExecutableSpec
  /** The path that the caller gave; `null` when none. */
  readonly override: string | null
  /** The agent's working directory; relative paths are taken from it, and PATH entries inside it are not used. */
  readonly cwd: string
  /** The orchestrator's environment. */
  readonly env: NodeJS.ProcessEnv
}

/** An absolute, real path, or why there is none. */
export type ExecutableOutcome = { readonly path: string } | { readonly failure: RunFailure }

/**
 * Finds the CLI of a provider: the caller's path, then `HTMLGRAPH_<ID>_EXECUTABLE`, then PATH.
 * A path that somebody named is used as it is; PATH is searched only where nobody else can put a program.
 */
export function resolveExecutable(query: ExecutableQuery): ExecutableOutcome {
  const { spec, cwd, env } = query
  const variable = spec.env ?? variableName(query.provider)
  if (query.override !== null) return checkNamed(query.override, 'the executable option', query)
  const named = env[variable]
  if (named !== undefined && named !== '') return checkNamed(named, variable, query)
  for (const directory of safePathEntries(env.PATH, cwd)) {
    const path = candidates(spec.command, env)
      .map((name) => join(directory, name))
      .find(isProgram)
    if (path !== undefined) return found(path, spec)
  }
  const message =
    `${query.provider}: "${spec.command}" was not found on PATH. Install it: ${spec.install}. ` +
    `If it is elsewhere, set ${variable} to its path.`
  return { failure: notInstalled(message) }
}

function variableName(provider: string): string {
  return `HTMLGRAPH_${provider.toUpperCase().replaceAll('-', '_')}_EXECUTABLE`
}

function checkNamed(named: string, source: string, query: ExecutableQuery): ExecutableOutcome {
  const path = resolve(query.cwd, named)
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) {
    const message = `${query.provider}: ${source} names ${path}, which does not exist. Correct it, or install: ${query.spec.install}`
    return { failure: notInstalled(message) }
  }
  if (!stat.isFile()) {
    const message = `${query.provider}: ${source} names ${path}, which is not a file. Give the path of the program itself.`
    return { failure: notInstalled(message) }
  }
  if (isProgram(path)) return found(path, query.spec)
  const message = `${query.provider}: ${source} names ${path}, which is not executable. Run: chmod +x '${path}'`
  return { failure: notInstalled(message) }
}

/** A launcher on PATH may be a link; the program behind it is what runs, and what is signalled. */
function found(path: string, spec: ExecutableSpec): ExecutableOutcome {
  const real = realpathSync(path)
  return { path: spec.native?.(real) ?? real }
}

/** Windows finds a program by its name and one of several endings. */
function candidates(command: string, env: NodeJS.ProcessEnv): string[] {
  if (process.platform !== 'win32') return [command]
  const endings = (env.PATHEXT ?? '.EXE;.CMD;.BAT').split(';')
  return endings.map((ending) => `${command}${ending.toLowerCase()}`)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function notInstalled(message: string): RunFailure {
  return { kind: 'not-installed', message, retryable: false }
}
