import type { Plugin } from '../contract/index.ts'
import { methodName } from './method-name.ts'

/** Why a plugin is not used. */
export interface Finding {
  readonly message: string
  /** What the reader can do about it. */
  readonly hint: string | null
}

/** A provider, and its plugin; `null` stands for the one that is looked at. */
interface Owner {
  readonly id: string
  readonly plugin: string | null
}

/** The providers that are there, by the name of the spawn method. */
export type Owners = Map<string, Owner>

/** Whether a provider of the plugin would have the id or the spawn method of another; `null` when none would. */
export function findCollision(plugin: Plugin, owners: Owners): Finding | null {
  const taken = new Map(owners)
  for (const { id } of plugin.providers) {
    const method = methodName(id)
    const other = taken.get(method)
    if (other !== undefined) return describeCollision(id, method, other)
    taken.set(method, { id, plugin: null })
  }
  return null
}

/** Ids that differ may still give the same method. */
function describeCollision(id: string, method: string, other: Owner): Finding {
  const clash =
    id === other.id ? null : `${method}() would spawn both its "${id}" and "${other.id}"`
  if (other.plugin === null) {
    const message = clash ?? `it has two providers with the id "${id}"`
    return { message, hint: clash && 'Give one of the two another id.' }
  }
  const message = clash ?? `its provider "${id}" is already there`
  return { message: `${message}, from plugin ${other.plugin}`, hint: 'Load only one of the two.' }
}
