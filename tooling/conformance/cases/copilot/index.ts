import type { ConformanceCase } from '../../src/conformance-case.ts'

/** What only the provider of Copilot CLI does. */
export const copilotCases: readonly ConformanceCase[] = []
