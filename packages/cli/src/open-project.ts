import { SDK } from '@htmlgraph/core'
import { findGivenRoot } from './arguments/shared-options.ts'
import type { CommandContext } from './command.ts'

/**
 * Opens the project that `--root` names, or the nearest one. Loads no plugin.
 *
 * @throws UsageError when the directory does not exist.
 */
export function openProject(root: string | undefined, { cwd }: CommandContext): SDK {
  return new SDK({ root: findGivenRoot(root, cwd) })
}
