export type {
  AccessExpectation,
  ConformanceInit,
  ConformanceInput,
  RecordingExpectation,
} from './conformance-init.ts'
export { createRequest, type RequestInput } from './create-request.ts'
export { testProvider } from './test-provider.ts'
