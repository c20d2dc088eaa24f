import type { ConformanceCase } from '../../src/conformance-case.ts'
import { configurationCases } from './configuration-cases.ts'
import { loginCases } from './login-cases.ts'
import { optionCases } from './option-cases.ts'
import { programCases } from './program-cases.ts'
import { sandboxCases } from './sandbox-cases.ts'
import { sessionCases } from './session-cases.ts'

/** What only the provider of Codex does. */
export const codexCases: readonly ConformanceCase[] = [
  ...sandboxCases,
  ...configurationCases,
  ...sessionCases,
  ...loginCases,
  ...optionCases,
  ...programCases,
]
