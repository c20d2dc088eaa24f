import { type HtmlGraphError, isHtmlGraphError } from '@htmlgraph/core/provider'
import { expect } from 'vitest'
import type { ConformanceCase } from './conformance-case.ts'
import type { ConformanceInput } from './conformance-init.ts'
import type { Subject } from './subject.ts'

/** How a provider's options are checked, seen from outside. */
export const optionCases: readonly ConformanceCase[] = [
  {
    name: 'option-unknown',
    title: 'refuses an option that nobody knows and names the nearest one',
    async run(subject) {
      const nearest = Object.keys(subject.provider.options.shape)[0] ?? 'timeoutMs'
      const error = await refusal(subject, { [`${nearest}x`]: true })
      expect(error.code).toBe('HG_OPTION_UNKNOWN')
      expect(error.message).toContain(`${nearest}x`)
      expect(error.hint).toContain(`"${nearest}"`)
    },
  },
  {
    name: 'option-value',
    title: 'refuses a wrong value of each of its options',
    async run(subject) {
      for (const name of Object.keys(subject.provider.options.shape)) {
        const error = await refusal(subject, { [name]: Symbol('wrong') })
        expect(error.code, name).toBe('HG_OPTION_INVALID')
        expect(error.message, name).toContain(name)
      }
    },
  },
  {
    name: 'prompt-value',
    title: 'refuses a prompt that is empty or holds a NUL character',
    async run(subject) {
      for (const prompt of ['', ' \n', 'a\0b']) {
        const error = await refusal(subject, { prompt })
        expect(error.code, JSON.stringify(prompt)).toBe('HG_OPTION_INVALID')
      }
    },
  },
]

async function refusal(
  subject: Subject,
  input: ConformanceInput & { readonly prompt?: string },
): Promise<HtmlGraphError> {
  const cli = subject.replay(subject.sample())
  const error: unknown = await subject.spawn({ ...input, executable: cli.path }).then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(cli.invocations(), 'nothing is spawned').toEqual([])
  if (isHtmlGraphError(error)) return error
  throw new Error(`expected the run to be refused with an HtmlGraphError; it gave ${String(error)}`)
}
