import { accessCases } from './access-cases.ts'
import { commandCases } from './command-cases.ts'
import type { ConformanceCase } from './conformance-case.ts'
import { contractCases } from './contract-cases.ts'
import { optionCases } from './option-cases.ts'
import { parseCases } from './parse-cases.ts'
import { processCases } from './process-cases.ts'
import { verdictCases } from './verdict-cases.ts'

/** The cases that are the same for every provider, by what they look at. */
export const conformanceGroups: Readonly<Record<string, readonly ConformanceCase[]>> = {
  contract: contractCases,
  options: optionCases,
  command: commandCases,
  access: accessCases,
  parse: parseCases,
  verdict: verdictCases,
  process: processCases,
}
