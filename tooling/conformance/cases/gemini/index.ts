import type { ConformanceCase } from '../../src/conformance-case.ts'
import { confinementCases } from './confinement-cases.ts'
import { modelCases } from './model-cases.ts'
import { optionCases } from './option-cases.ts'
import { repositoryCases } from './repository-cases.ts'
import { sessionCases } from './session-cases.ts'

/** What only the provider of Gemini CLI does. */
export const geminiCases: readonly ConformanceCase[] = [
  ...confinementCases,
  ...repositoryCases,
  ...optionCases,
  ...sessionCases,
  ...modelCases,
]
