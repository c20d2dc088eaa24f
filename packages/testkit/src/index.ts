/**
 * The conformance suite for provider authors. Runs in vitest.
 *
 * @packageDocumentation
 */
export * from './conformance/index.ts'
