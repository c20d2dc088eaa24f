import type { AgentReport } from '../agents/inspect-agent.ts'
import { UsageError } from '../arguments/usage-error.ts'
import type { CommandContext } from '../command.ts'
import { cleanLine } from '../terminal/clean-text.ts'

/** How a person agrees. */
export interface LiveConsent {
  /** Agreed to on the command line. */
  readonly isConfirmed: boolean
  readonly context: CommandContext
}

/**
 * Names the agents that would be used and what they may do, and asks.
 *
 * @returns The ids of their providers; none when there is no agent or the answer is no.
 * @throws UsageError when nobody is there to be asked.
 */
export async function askForLive(
  agents: readonly AgentReport[],
  { isConfirmed, context }: LiveConsent,
): Promise<readonly string[]> {
  const { terminal, signal } = context
  const ready = agents.filter(({ isUsable }) => isUsable)
  if (ready.length === 0) {
    terminal.note('No agent is installed and logged in, so there is nothing to run live.')
    terminal.note('`htmlgraph doctor` says what is missing. `htmlgraph demo` needs no agent.')
    return []
  }
  terminal.note('These agents will run for real. They use your accounts and may cost money:')
  for (const agent of ready) terminal.note(`  ${cleanLine(describe(agent))}`)
  terminal.note(
    `Four small tasks, read-only: they may read files in ${context.cwd} and change nothing.`,
  )
  if (!isConfirmed && !terminal.isInteractive) {
    throw new UsageError('Nobody is there to agree.', 'Add --yes to run them without being asked.')
  }
  const isAgreed = isConfirmed || (await terminal.confirm('Run them?', signal))
  if (!isAgreed) terminal.note('Nothing was run.')
  return isAgreed ? ready.map(({ provider }) => provider) : []
}

function describe({ provider, version, path, login }: AgentReport): string {
  const words = { yes: 'looks logged in', no: 'not logged in', unknown: 'login not known' }
  return `${provider} ${version ?? 'of unknown version'}, ${words[login.state]}: ${path}`
}
