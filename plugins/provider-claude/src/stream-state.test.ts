import { describe, expect, it } from 'vitest'
import { createStreamState, rememberDenial, rememberTool } from './stream-state.ts'

describe('the state of a stream', () => {
  it('forgets the oldest calls of a stream that never answers', () => {
    const state = createStreamState()
    for (let call = 0; call <= 10_000; call += 1) {
      rememberTool(state, `t${call}`, { tool: 'Bash', path: null })
      rememberDenial(state, `t${call}`)
    }
    for (const calls of [state.openTools, state.deniedCalls]) {
      expect(calls.size).toBe(10_000)
      expect([calls.has('t0'), calls.has('t1'), calls.has('t10000')]).toEqual([false, true, true])
    }
  })
})
