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
  if (problem === null) return Object.freeze({ ...provider })
  throw new HtmlGraphError({
    code: 'HG_PROVIDER_INVALID',
    message: `defineProvider: ${problem}.`,
    details: { problem },
  })
}

/** What is wrong with a value that should be a provider; `null` when nothing is. */
export function findProviderProblem(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) {
    return `a provider is ${value === null ? 'null' : typeof value}; expected an object`
  }
  const provider = value as Partial<Record<keyof Provider, unknown>>
  if (typeof provider.id !== 'string' || !ID.test(provider.id)) {
    return `a provider has the id ${quote(provider.id)}; expected lower-case words joined by dashes`
  }
  const problem = findMemberProblem(provider)
  return problem === null ? null : `of provider "${provider.id}", ${problem}`
}

function findMemberProblem(provider: Partial<Record<keyof Provider, unknown>>): string | null {
  // Own members only: a copy of an instance would lose what its class has.
  const missing = FUNCTIONS.find(
    (name) => !Object.hasOwn(provider, name) || typeof provider[name] !== 'function',
  )
  if (missing !== undefined) return `${missing} is not a function`
  if (!hasTexts(provider.executable, ['command', 'install', 'minVersion'])) {
    return 'executable lacks command, install or minVersion'
  }
  if (!Array.isArray(provider.models)) return 'models is not a list'
  if (typeof provider.capabilities !== 'object' || provider.capabilities === null) {
    return 'capabilities is not an object'
  }
  if (!Array.isArray(provider.environment)) return 'environment is not a list of variable names'
  return findOptionsProblem(provider.options)
}

function hasTexts(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false
  return names.every((name) => typeof Reflect.get(value, name) === 'string')
}

function findOptionsProblem(options: unknown): string | null {
  if (typeof options !== 'object' || options === null) return 'options is not a zod object schema'
  const shape: unknown = Reflect.get(options, 'shape')
  if (typeof shape !== 'object' || shape === null) return 'options is not a zod object schema'
  const taken = Object.keys(shape).find((key) => SPAWN_INPUT_KEYS.some((name) => name === key))
  if (taken === undefined) return null
  return `its option "${taken}" has a name that belongs to every request; choose another`
}

/** A foreign value in a message: texts in quotes, anything else as it prints. */
export function quote(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}
