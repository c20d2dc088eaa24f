import { join } from 'node:path'
import type { CommandFile, RunPaths } from '../contract/index.ts'
import { toFlags } from './flags.ts'

/** Files of a run, and the flags that name them. */
export interface FileFlags {
  readonly files: readonly CommandFile[]
  readonly flags: readonly string[]
}

/**
 * Flags for texts of any length and for JSON values, which go by private files of the run: an argument ends at 128 KiB
 * on Linux, and everybody on the machine can read it.
 *
 * @param prefix What the CLI wants before a path, such as `@`.
 */
export function toFileFlags(
  texts: Readonly<Record<string, string | object | null>>,
  paths: RunPaths,
  prefix = '',
): FileFlags {
  const entries = Object.entries(texts).filter(([, text]) => text !== null)
  const files = entries.map(([flag, text]) => ({
    path: join(paths.run, flag),
    content: typeof text === 'string' ? text : JSON.stringify(text),
  }))
  const flags = entries.map(([flag]) => [flag, `${prefix}${join(paths.run, flag)}`])
  return { files, flags: toFlags(Object.fromEntries(flags)) }
}

/** As {@link toFileFlags}, for options that are an object or the path of a file that holds one. */
export function toConfigFlags(
  configs: Readonly<Record<string, string | object | null>>,
  paths: RunPaths,
  prefix = '',
): FileFlags {
  const entries = Object.entries(configs)
  const objects = entries.filter(([, config]) => typeof config !== 'string')
  const given = entries.filter(([, config]) => typeof config === 'string')
  const { files, flags } = toFileFlags(Object.fromEntries(objects), paths, prefix)
  const named = given.map(([flag, path]) => [flag, `${prefix}${path}`])
  return { files, flags: [...flags, ...toFlags(Object.fromEntries(named))] }
}
