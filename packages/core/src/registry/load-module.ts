import { createRequire } from 'node:module'
import { isModuleNamespaceObject } from 'node:util/types'
import { describeThrown } from './describe-thrown.ts'

/** What a module default-exports, or why it could not be had. */
export type LoadedModule =
  | { readonly value: unknown; readonly failure: null }
  | { readonly failure: LoadFailure }

/** Why a module could not be loaded. */
export interface LoadFailure {
  readonly reason: 'missing' | 'incomplete' | 'not-exported' | 'async' | 'no-default' | 'throws'
  /** What happened, without a full stop. */
  readonly message: string
  readonly cause: unknown
}

/**
 * Loads a module synchronously, as `from` (a file, which need not exist) would import it.
 * Also ES modules and TypeScript: Node >= 22.18 can `require` both.
 */
export function loadModule(from: string, specifier: string): LoadedModule {
  const load = createRequire(from)
  let file: string
  try {
    file = load.resolve(specifier)
  } catch (cause) {
    return { failure: { ...explainResolution(cause), cause } }
  }
  try {
    const loaded: unknown = load(file)
    if (file.endsWith('.json')) return { value: loaded, failure: null }
    return hasDefault(loaded) ? { value: loaded.default, failure: null } : withoutDefault(loaded)
  } catch (cause) {
    return { failure: { ...explainLoading(cause), cause } }
  }
}

function hasDefault(loaded: unknown): loaded is { readonly default: unknown } {
  return typeof loaded === 'object' && loaded !== null && 'default' in loaded
}

/** What a CommonJS module exports as a whole is its default export; an untouched `exports` is none. */
function withoutDefault(loaded: unknown): LoadedModule {
  const isNothing =
    isModuleNamespaceObject(loaded) ||
    (typeof loaded === 'object' && loaded !== null && Object.keys(loaded).length === 0)
  if (!isNothing) return { value: loaded, failure: null }
  return { failure: { reason: 'no-default', message: 'it has no default export', cause: null } }
}

type Explanation = Omit<LoadFailure, 'cause'>

/** Node names a `path` in the error when it found the package, but not the file its manifest names. */
function explainResolution(error: unknown): Explanation {
  if (codeOf(error) !== 'MODULE_NOT_FOUND') {
    return { reason: 'not-exported', message: describeThrown(error) }
  }
  const isThere = Object(error).path !== undefined
  return isThere
    ? { reason: 'incomplete', message: `its entry file is missing: ${describeThrown(error)}` }
    : { reason: 'missing', message: 'it is not installed' }
}

function explainLoading(error: unknown): Explanation {
  if (codeOf(error) === 'ERR_REQUIRE_ASYNC_MODULE') {
    return { reason: 'async', message: 'it has a top-level await, so it cannot be loaded at once' }
  }
  return { reason: 'throws', message: `it throws when it is loaded: ${describeThrown(error)}` }
}

function codeOf(error: unknown): unknown {
  return Object(error).code
}
