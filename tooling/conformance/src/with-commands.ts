import type { AgentCli } from './agent-cli.ts'
import type { CaseInput } from './case-context.ts'

/** The least access with which the CLI runs commands unattended. */
export function withCommands({ facts, fullAccess }: AgentCli): CaseInput {
  return facts.commandsFrom === 'full-access' ? fullAccess : { access: 'workspace-write' }
}
