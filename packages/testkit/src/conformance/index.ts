export type {
  AccessExpectation,
  ConformanceInit,
  ConformanceInput,
  RecordingExpectation,
} from './conformance-init.ts'
export { testProvider } from './test-provider.ts'
