import type { ConformanceCase } from '../../src/conformance-case.ts'
import { confinementCases } from './confinement-cases.ts'
import { optionCases } from './option-cases.ts'
import { repositoryCases } from './repository-cases.ts'
import { ruleCases } from './rule-cases.ts'
import { sessionCases } from './session-cases.ts'

/** What only the provider of Copilot CLI does. */
export const copilotCases: readonly ConformanceCase[] = [
  ...confinementCases,
  ...ruleCases,
  ...repositoryCases,
  ...sessionCases,
  ...optionCases,
]
