import type { CaseContext } from './case-context.ts'

/** Every file that a run must not touch: of the project, outside of it, and at home but for the CLI's own. */
export function everyFile({ cli, workspace }: CaseContext): Record<string, Record<string, string>> {
  return {
    work: workspace.snapshot(workspace.cwd),
    outside: workspace.snapshot(workspace.outside),
    home: workspace.snapshot(workspace.home, cli.facts.ownFiles),
  }
}
