/**
 * The records alone: what reads and writes them, without what runs agents. It loads in a few milliseconds.
 *
 * @packageDocumentation
 */
export {
  type ErrorCode,
  HtmlGraphError,
  isHtmlGraphError,
  nameHint,
  nearestName,
} from './contract/index.ts'
export { findProjectRoot } from './registry/find-project-root.ts'
export * from './store/index.ts'
