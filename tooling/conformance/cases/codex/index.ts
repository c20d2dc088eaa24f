import type { ConformanceCase } from '../../src/conformance-case.ts'

/** What only the provider of Codex does. */
export const codexCases: readonly ConformanceCase[] = []
