import { HtmlGraphError } from './html-graph-error.ts'
import type { Provider } from './provider.ts'
import { SPAWN_INPUT_KEYS } from './run-request.ts'

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const FUNCTIONS = ['access', 'command', 'parse', 'finish'] as const

/**
 * Checks a provider and freezes it.
 *
 * @throws HG_PROVIDER_INVALID when a member is missing or of the wrong kind, or an option's name is taken.
 */
export function defineProvider<
  const Id extends string,
  Options extends object,
  Input extends object,
  Raw = unknown,
>(provider: Provider<Id, Options, Input, Raw>): Provider<Id, Options, Input, Raw> {
  const problem = findProviderProblem(provider)
  if (problem !== null) throw invalidProvider(provider, problem)
  return Object.freeze({ ...provider })
}

/** What is wrong with a value that should be a provider; `null` when nothing is. */
export function findProviderProblem(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return `it is ${typeof value}; expected an object`
  const provider = value as Partial<Record<keyof Provider, unknown>>
  if (typeof provider.id !== 'string' || !ID.test(provider.id)) {
    return `its id is ${JSON.stringify(provider.id)}; expected lower-case words joined by dashes`
  }
  const missing = FUNCTIONS.find((name) => typeof provider[name] !== 'function')
  if (missing !== undefined) return `${missing} is not a function`
  if (!isExecutable(provider.executable)) return 'executable needs at least { command, install }'
  if (!Array.isArray(provider.models)) return 'models is not a list'
  if (!Array.isArray(provider.environment)) return 'environment is not a list of variable names'
  return findOptionsProblem(provider.options)
}

function isExecutable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return ['command', 'install'].every((name) => typeof Reflect.get(value, name) === 'string')
}

function findOptionsProblem(options: unknown): string | null {
  if (typeof options !== 'object' || options === null) return 'options is not a zod object schema'
  const shape: unknown = Reflect.get(options, 'shape')
  if (typeof shape !== 'object' || shape === null) return 'options is not a zod object schema'
  const taken = Object.keys(shape).find((key) => SPAWN_INPUT_KEYS.some((name) => name === key))
  if (taken === undefined) return null
  return `its option "${taken}" has a name that belongs to every request; choose another`
}

function invalidProvider(provider: unknown, problem: string): HtmlGraphError {
  const id: unknown = (provider as { id?: unknown } | null)?.id
  return new HtmlGraphError({
    code: 'HG_PROVIDER_INVALID',
    message: `provider ${JSON.stringify(id) ?? 'without id'} cannot be used: ${problem}.`,
    details: { provider: id, problem },
  })
}
