import type { AgentCli } from '../../src/agent-cli.ts'
import type { ConformanceCase } from '../../src/conformance-case.ts'
import { answerCases } from './answer-cases.ts'
import { apiErrorCases } from './api-error-cases.ts'
import { commandCases } from './command-cases.ts'
import { environmentCases } from './environment-cases.ts'
import { fullAccessCases } from './full-access-cases.ts'
import { instructionCases } from './instruction-cases.ts'
import { modelCases } from './model-cases.ts'
import { promptCases } from './prompt-cases.ts'
import { readOnlyCases } from './read-only-cases.ts'
import { sessionCases } from './session-cases.ts'
import { silentApiCases } from './silent-api-cases.ts'
import { stopCases } from './stop-cases.ts'
import { toolCases } from './tool-cases.ts'
import { workspaceWriteCases } from './workspace-write-cases.ts'

/** What every provider must do. Cases that wait for a limit come first, so that the others fill the time. */
export function sharedCases(cli: AgentCli): readonly ConformanceCase[] {
  return [
    ...stopCases(cli),
    ...silentApiCases,
    ...apiErrorCases(cli),
    ...answerCases(cli),
    ...modelCases(),
    ...promptCases(),
    ...instructionCases(cli),
    ...toolCases(),
    ...readOnlyCases(cli),
    ...workspaceWriteCases(cli),
    ...commandCases(cli),
    ...fullAccessCases(),
    ...sessionCases(cli),
    ...environmentCases(cli),
  ]
}
