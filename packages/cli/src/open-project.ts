import { statSync } from 'node:fs'
import type { SDK } from '@htmlgraph/core'
import { directoryOf } from './arguments/shared-options.ts'
import { UsageError } from './arguments/usage-error.ts'
import type { CommandContext } from './command.ts'

/**
 * Opens the records of the project that `--root` names, or of the nearest one. Loads no plugin.
 *
 * @throws UsageError when the directory does not exist.
 */
export async function openProject(root: string | undefined, { cwd }: CommandContext): Promise<SDK> {
  const { SDK } = await import('@htmlgraph/core')
  const directory = directoryOf(root, cwd)
  if (directory === undefined) return new SDK()
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory())
    return new SDK({ root: directory })
  throw new UsageError(`--root is ${directory}, which is not a directory.`)
}
