import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { basename, isAbsolute, join, resolve } from 'node:path'
import type { ExecutableSpec, RunFailure } from '../contract/index.ts'
import { judgePathEntries } from './safe-path.ts'

/** Which program is looked for, and where. */
export interface ExecutableQuery {
  /** The provider's id. */
  readonly provider: string
  readonly spec: ExecutableSpec
  /** The path that the caller gave, absolute or from the orchestrator's own directory; `null` when none. */
  readonly override: string | null
  /** The agent's working directory: no program is taken from it but by a path that somebody named. */
  readonly cwd: string
  /** The orchestrator's environment. */
  readonly env: NodeJS.ProcessEnv
}

/** A program that was found. */
export interface Executable {
  /** Absolute and real. */
  readonly path: string
  /** The name it was found by. Version managers put links there, to one program that asks what it was called as. */
  readonly argv0: string
}

/** The program, or why there is none. */
export type ExecutableOutcome = Executable | { readonly failure: RunFailure }

/**
 * Finds the CLI of a provider: the caller's path, then `HTMLGRAPH_<ID>_EXECUTABLE`, then PATH.
 * A path that somebody named is used as it is, never from the agent's directory, where a repository could have put a
 * program of that name; PATH is searched only where nobody else can put a program.
 */
export function resolveExecutable(query: ExecutableQuery): ExecutableOutcome {
  if (query.override !== null) return resolveOption(query.override, query)
  const variable = variableName(query)
  const named = query.env[variable]
  if (!named) return search(query)
  if (isAbsolute(named)) return checkNamed(named, variable, query)
  return notInstalled(`${query.provider}: ${variable} is "${named}"; expected an absolute path.`)
}

function resolveOption(option: string, query: ExecutableQuery): ExecutableOutcome {
  const source = 'the executable option'
  if (basename(option) !== option) return checkNamed(resolve(option), source, query)
  const received = `${query.provider}: ${source} is "${option}", a name without a directory`
  return notInstalled(
    `${received}; expected a path, such as "/usr/local/bin/${query.spec.command}".`,
  )
}

function variableName({ provider, spec }: ExecutableQuery): string {
  return spec.env ?? `HTMLGRAPH_${provider.toUpperCase().replaceAll('-', '_')}_EXECUTABLE`
}

function search(query: ExecutableQuery): ExecutableOutcome {
  const { provider, spec, env } = query
  const found = judgePathEntries(env.PATH, query.cwd).flatMap(({ directory, problem }) =>
    candidates(spec.command, env)
      .map((name) => join(directory, name))
      .filter(isFile)
      .map((path) => ({ path, problem: problem === null ? null : `${directory} ${problem}` }))
      .map((hit) => (isExecutable(hit.path) ? hit : { ...hit, problem: 'it is not executable' })),
  )
  const program = found.find(({ problem }) => problem === null)
  if (program !== undefined) return describeProgram(program.path, spec)
  const [rejected] = found
  const reason =
    rejected === undefined
      ? `"${spec.command}" was not found on PATH.`
      : `${rejected.path} is on PATH but is not used: ${rejected.problem}.`
  const remedy = `Install it: ${spec.install}. If it is elsewhere, set ${variableName(query)} to its path.`
  return notInstalled(`${provider}: ${reason} ${remedy}`)
}

function checkNamed(path: string, source: string, query: ExecutableQuery): ExecutableOutcome {
  if (isFile(path) && isExecutable(path)) return describeProgram(path, query.spec)
  const prefix = `${query.provider}: ${source} names ${path}, which`
  if (isFile(path)) return notInstalled(`${prefix} is not executable. Run: chmod +x '${path}'`)
  if (statSync(path, { throwIfNoEntry: false }) !== undefined) {
    return notInstalled(`${prefix} is not a file. Give the path of the program itself.`)
  }
  return notInstalled(`${prefix} does not exist. Correct it, or install: ${query.spec.install}`)
}

/** What was found may be a link, or a launcher: what runs, and is signalled, is the program behind it. */
function describeProgram(path: string, spec: ExecutableSpec): Executable {
  const real = realpathSync(path)
  const native = spec.native?.(real) ?? null
  return native === null ? { path: real, argv0: basename(path) } : { path: native, argv0: native }
}

/** Windows finds a program by its name and one of several endings. */
function candidates(command: string, env: NodeJS.ProcessEnv): string[] {
  if (process.platform !== 'win32') return [command]
  const endings = (env.PATHEXT ?? '.EXE;.CMD;.BAT').split(';')
  return endings.map((ending) => `${command}${ending.toLowerCase()}`)
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function notInstalled(message: string): ExecutableOutcome {
  return { failure: { kind: 'not-installed', message, retryable: false } }
}
