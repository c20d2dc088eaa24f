import { accessCases } from './access-cases.ts'
import { commandCases } from './command-cases.ts'
import type { ConformanceCase } from './conformance-case.ts'
import { contractCases } from './contract-cases.ts'
import { inputCases } from './input-cases.ts'
import { optionCases } from './option-cases.ts'
import { outputCases } from './output-cases.ts'
import { parseCases } from './parse-cases.ts'
import { processCases } from './process-cases.ts'
import { recoveryCases } from './recovery-cases.ts'
import { secretCases } from './secret-cases.ts'
import { startCases } from './start-cases.ts'
import { stopCases } from './stop-cases.ts'
import { verdictCases } from './verdict-cases.ts'

/** The cases that are the same for every provider, by what they look at. */
export const conformanceGroups: Readonly<Record<string, readonly ConformanceCase[]>> = {
  contract: contractCases,
  options: optionCases,
  command: commandCases,
  access: accessCases,
  parse: parseCases,
  verdict: verdictCases,
  process: [...processCases, ...inputCases],
  start: startCases,
  output: outputCases,
  stop: stopCases,
  recovery: recoveryCases,
  secrets: secretCases,
}
