import { nameHint } from '@htmlgraph/core/provider'
import { describe, it } from 'vitest'
import type { ConformanceCase } from './conformance-case.ts'
import { conformanceGroups } from './conformance-groups.ts'
import type { ConformanceInit } from './conformance-init.ts'
import { recordingCase } from './recording-cases.ts'
import { Subject } from './subject.ts'

/** Real processes on a busy machine take their time. */
const CASE_TIMEOUT_MS = 120_000

/**
 * Registers the conformance suite for a provider in the vitest file that calls it.
 *
 * ```ts
 * testProvider({
 *   plugin,
 *   directory: `${import.meta.dirname}/recordings`,
 *   recordings: { 'acme-1.4.0-hello': { outcome: 'completed', response: 'Done.' } },
 * })
 * ```
 *
 * @throws Error when the plugin has no such provider, or an exception names no case.
 */
export function testProvider(init: ConformanceInit): void {
  const subject = new Subject(init, findProvider(init))
  const recordings = Object.entries(init.recordings).map((entry) => recordingCase(...entry))
  const groups = { ...conformanceGroups, recordings }
  assertExceptions(init, Object.values(groups).flat())
  describe(`provider ${subject.provider.id}`, () => {
    for (const [group, cases] of Object.entries(groups)) {
      describe(group, () => {
        for (const conformanceCase of cases) register(conformanceCase, subject)
      })
    }
  })
}

function register({ name, title, run }: ConformanceCase, subject: Subject): void {
  const reason = subject.init.exceptions?.[name]
  const options = { timeout: CASE_TIMEOUT_MS }
  if (reason === undefined) it(`${title} [${name}]`, options, () => run(subject))
  else it.fails(`${title} [${name}, not so: ${reason}]`, options, () => run(subject))
}

function findProvider({ plugin, id }: ConformanceInit): Subject['provider'] {
  const ids = plugin.providers.map((provider) => provider.id)
  const found = plugin.providers.find((provider) => id === undefined || provider.id === id)
  if (found !== undefined) return found
  throw new Error(`plugin ${plugin.name} has no provider "${id ?? ''}". ${nameHint(id ?? '', ids)}`)
}

function assertExceptions(init: ConformanceInit, cases: readonly ConformanceCase[]): void {
  const names = cases.map(({ name }) => name)
  for (const [name, reason] of Object.entries(init.exceptions ?? {})) {
    if (!names.includes(name)) {
      throw new Error(`exceptions names no case: "${name}". ${nameHint(name, names)}`)
    }
    if (reason.trim() === '') throw new Error(`the exception "${name}" has no reason.`)
  }
}
