import { expect } from 'vitest'
import type { ConformanceCase } from './conformance-case.ts'
import { createFakeAgent } from './fake-agent.ts'

/** More than a pipe holds. */
const UNREAD_PROMPT = 'A prompt of many words. '.repeat(44_000)

/** Long enough for any agent of the suite, short enough to notice one that waits for ever. */
const TIMEOUT_MS = 60_000

/** What becomes of standard input. */
export const inputCases: readonly ConformanceCase[] = [
  {
    name: 'input-ended',
    title: 'ends the standard input of an agent that waits for its end',
    async run(subject) {
      const agent = await createFakeAgent(subject, 'await readInput()\nbegin()\nend()')
      const result = await subject.spawn({ executable: agent.path, timeoutMs: TIMEOUT_MS })
      expect(result).toMatchObject({ outcome: 'completed' })
    },
  },
  {
    name: 'input-unread',
    title: 'lets an agent leave a megabyte of its prompt unread: how it ends is what counts',
    async run(subject) {
      const spawn = async (script: string) => {
        const agent = await createFakeAgent(subject, script)
        return subject.spawn({ executable: agent.path, prompt: UNREAD_PROMPT })
      }
      expect(await spawn('begin()\nend()')).toMatchObject({ outcome: 'completed' })
      expect(await spawn('process.exit(0)')).toMatchObject({ outcome: 'failed', exitCode: 0 })
      expect(await spawn('process.exit(3)')).toMatchObject({ outcome: 'failed', exitCode: 3 })
    },
  },
]
