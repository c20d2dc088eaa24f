import { execFileSync } from 'node:child_process'
import type { Workspace } from './workspace.ts'

/**
 * Makes the working directory a repository whose configuration names a program: `git status` runs it, and it leaves
 * a file outside.
 */
export function setGitTrap({ cwd, outside }: Pick<Workspace, 'cwd' | 'outside'>): void {
  execFileSync('git', ['init', '--quiet', cwd])
  execFileSync('git', ['-C', cwd, 'config', 'core.fsmonitor', `touch '${outside}/ran'; false`])
}
