import type { ConformanceCase } from '../../src/conformance-case.ts'

/** What only the provider of Gemini CLI does. */
export const geminiCases: readonly ConformanceCase[] = []
