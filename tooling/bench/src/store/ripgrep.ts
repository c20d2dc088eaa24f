import { spawnSync } from 'node:child_process'
import { execa } from 'execa'

/** What a row says where there is no ripgrep. */
export const NO_RIPGREP = 'no `rg` here: install ripgrep (`apt-get install ripgrep`) first'

/** Whether ripgrep is installed. */
export function findRipgrep(): boolean {
  return spawnSync('rg', ['--version'], { stdio: 'ignore' }).status === 0
}

/** Looks for the records that failed in all files of a directory. */
export async function searchFiles(directory: string): Promise<void> {
  await execa('rg', ['-l', 'data-status="failed"', directory])
}
