import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { FlagOption, ListOption, TextOption } from './option-spec.ts'
import { UsageError } from './usage-error.ts'

/** The project whose records and configuration are meant. */
export const ROOT_OPTION: TextOption = {
  type: 'string',
  value: '<directory>',
  summary: 'the project; default: the nearest one from here upwards',
}

/** Data in place of text. */
export const JSON_OPTION: FlagOption = {
  type: 'boolean',
  summary: 'print JSON on standard output',
}

/** The options of {@link RUN_OPTIONS}. */
export type RunOptions = Readonly<
  Record<'file' | 'model' | 'access' | 'cwd' | 'timeout' | 'idle-timeout', TextOption>
> & { readonly option: ListOption }

/** What a run is given; the same for `spawn` and `delegate`. */
export const RUN_OPTIONS: RunOptions = {
  file: {
    type: 'string',
    value: '<path>',
    summary: 'read the prompt from a file; - is standard input',
  },
  model: { type: 'string', value: '<name>', summary: 'default: the agent chooses' },
  access: {
    type: 'string',
    value: '<level>',
    summary: 'read-only, workspace-write or full-access',
  },
  cwd: { type: 'string', value: '<directory>', summary: "the agent's working directory" },
  timeout: {
    type: 'string',
    value: '<duration>',
    summary: 'for the whole run: 90s, 10m or none; default 10m',
  },
  'idle-timeout': {
    type: 'string',
    value: '<duration>',
    summary: 'longest silence; default 5m',
  },
  option: {
    type: 'string',
    multiple: true,
    value: '<key=value>',
    summary: "an option of the agent's own, such as maxTurns=3; JSON values are understood",
  },
}

/** A directory as written on the command line; `undefined` when none was. */
export function directoryOf(value: string | undefined, cwd: string): string | undefined {
  return value === undefined ? undefined : resolve(cwd, value)
}

/** The directory that `--root` names; `undefined` when it names none. @throws UsageError when it does not exist. */
export function findGivenRoot(root: string | undefined, cwd: string): string | undefined {
  const directory = directoryOf(root, cwd)
  if (directory === undefined || statSync(directory, { throwIfNoEntry: false })?.isDirectory())
    return directory
  throw new UsageError(`--root is ${directory}, which is not a directory.`)
}
