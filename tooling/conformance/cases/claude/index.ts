import type { ConformanceCase } from '../../src/conformance-case.ts'
import { answerCases } from './answer-cases.ts'
import { apiErrorCases } from './api-error-cases.ts'
import { approvalCases } from './approval-cases.ts'
import { confinementCases } from './confinement-cases.ts'
import { environmentCases } from './environment-cases.ts'
import { fullAccessCases } from './full-access-cases.ts'
import { limitCases } from './limit-cases.ts'
import { optionCases } from './option-cases.ts'
import { readOnlyCases } from './read-only-cases.ts'
import { sessionCases } from './session-cases.ts'
import { toolCases } from './tool-cases.ts'
import { workspaceWriteCases } from './workspace-write-cases.ts'

/** What only the provider of Claude Code does. */
export const claudeCases: readonly ConformanceCase[] = [
  ...apiErrorCases,
  ...answerCases,
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
