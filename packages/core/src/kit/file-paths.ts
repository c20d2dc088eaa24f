import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { optionError } from './refuse.ts'

/** An option that names files. */
export interface FileOption {
  /** The provider's id and the option's name, for messages. */
  readonly provider: string
  readonly option: string
  readonly given: readonly string[]
  readonly cwd: string
  /** The character at which the CLI splits what it is given. @default none */
  readonly separator?: string | undefined
}

/**
 * The files that an option names, as absolute paths: for a CLI that leaves out without a word what is not there.
 *
 * @throws HG_OPTION_INVALID when one is no file.
 */
export function filePaths(files: FileOption): readonly string[] {
  const { provider, option, given, cwd, separator } = files
  return given.map((received) => {
    const path = resolve(cwd, received)
    const isWhole = separator === undefined || !path.includes(separator)
    if (isWhole && statSync(path, { throwIfNoEntry: false })?.isFile()) return path
    const expected = isWhole ? 'the path of a file that is there' : `a path without "${separator}"`
    throw optionError({ provider, option, received, expected })
  })
}
