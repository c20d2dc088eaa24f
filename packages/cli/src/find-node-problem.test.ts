import { describe, expect, it } from 'vitest'
import { findNodeProblem } from './find-node-problem.ts'

describe('findNodeProblem', () => {
  it.each(['22.18.0', '22.20.1', '24.0.0', process.versions.node])(
    'finds none in %s',
    (version) => {
      expect(findNodeProblem(version)).toBeNull()
    },
  )

  it.each(['20.20.2', '22.17.9', '18.0.0'])('says what %s lacks and what to do', (version) => {
    expect(findNodeProblem(version)).toMatch(
      new RegExp(`needs Node 22\\.18 or newer; this is Node ${version}\\. Install`),
    )
  })
})
