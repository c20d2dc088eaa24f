import type { Store } from '@htmlgraph/core/store'
import { findGivenRoot } from './arguments/shared-options.ts'
import type { CommandContext } from './command.ts'

/**
 * Opens the records of the project that `--root` names, or of the nearest one.
 *
 * @throws UsageError when the directory does not exist.
 */
export async function openRecords(
  root: string | undefined,
  { cwd }: CommandContext,
): Promise<Store> {
  const given = findGivenRoot(root, cwd)
  const { findProjectRoot, openStore } = await import('@htmlgraph/core/store')
  return openStore({ root: given ?? findProjectRoot(cwd) })
}
