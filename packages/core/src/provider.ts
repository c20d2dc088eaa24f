/**
 * All that a provider package needs.
 *
 * @packageDocumentation
 */
export { z } from 'zod'
export * from './contract/index.ts'
export * from './kit/index.ts'
