import type { ConformanceCase } from '../src/conformance-case.ts'
import { answerCases } from './answer-cases.ts'
import { apiErrorCases } from './api-error-cases.ts'
import { approvalCases } from './approval-cases.ts'
import { confinementCases } from './confinement-cases.ts'
import { environmentCases } from './environment-cases.ts'
import { fullAccessCases } from './full-access-cases.ts'
import { limitCases } from './limit-cases.ts'
import { optionCases } from './option-cases.ts'
import { promptCases } from './prompt-cases.ts'
import { readOnlyCases } from './read-only-cases.ts'
import { sessionCases } from './session-cases.ts'
import { stopCases } from './stop-cases.ts'
import { toolCases } from './tool-cases.ts'
import { workspaceWriteCases } from './workspace-write-cases.ts'

/** Every case of Claude Code. Those that wait for a limit come first, so that the others fill the time. */
export function claudeCases(): readonly ConformanceCase[] {
  return [
    ...stopCases,
    ...apiErrorCases,
    ...answerCases,
    ...promptCases,
    ...optionCases,
    ...toolCases,
    ...readOnlyCases,
    ...workspaceWriteCases,
    ...confinementCases,
    ...fullAccessCases,
    ...approvalCases,
    ...sessionCases,
    ...limitCases,
    ...environmentCases,
  ]
}
