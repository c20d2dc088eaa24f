import { join } from 'node:path'
import {
  type Access,
  definePlugin,
  defineProvider,
  type Provider,
  z,
} from '@htmlgraph/core/provider'
import { describe, expect, it } from 'vitest'
import { conformanceGroups } from '../src/conformance/conformance-groups.ts'
import type { ConformanceInit, RecordingExpectation } from '../src/conformance/conformance-init.ts'
import { recordingCase } from '../src/conformance/recording-cases.ts'
import { Subject } from '../src/conformance/subject.ts'
import { testProvider } from '../src/conformance/test-provider.ts'
import plugin, { acme } from './acme-provider/src/index.ts'
import { CARELESS, CarelessSubject } from './careless-subject.ts'
import { MUTANTS } from './mutants.ts'

const acmeInit: ConformanceInit = {
  plugin,
  directory: join(import.meta.dirname, 'acme-provider/test/recordings'),
  recordings: {
    'acme-1.4.0-hello': { outcome: 'completed' },
    'acme-1.4.0-rate-limit': { outcome: 'failed', kind: 'rate-limit' },
    'acme-1.4.0-network': { outcome: 'failed', kind: 'network' },
  },
  loginPrompt: 'acme: not logged in. Code: ',
}

describe('the conformance suite', { timeout: 60_000 }, () => {
  it.each(MUTANTS)('notices by %s: %s', async (name, _what, over) => {
    await expect(runCase(name, over)).rejects.toThrow()
  })

  it.each(CARELESS)('notices by %s a spawner that takes no care', async (name, reason) => {
    const collecting: Partial<Provider> = {
      command: ({ prompt, access }, { home }) => ({
        args: ['run', access],
        stdin: prompt,
        collect: [{ name: 'log', path: join(home, 'log.txt') }],
      }),
    }
    await expect(runCase(name, collecting, {}, CarelessSubject)).rejects.toThrow(reason)
  })

  it.each([
    ['another answer', { outcome: 'completed', response: 'Finished.' }],
    ['another pattern', { outcome: 'completed', response: /^Finished/ }],
    ['another count', { outcome: 'completed', tokensUsed: 127 }],
    ['another outcome', { outcome: 'empty' }],
    ['another kind', { outcome: 'completed', kind: 'auth' }],
    ['a denial', { outcome: 'completed', denials: ['write'] }],
  ] satisfies [string, RecordingExpectation][])(
    'notices %s than the table says',
    async (_what, expected) => {
      const { run } = recordingCase('acme-1.4.0-hello', expected)
      await expect(Promise.resolve(run(createSubject({})))).rejects.toThrow()
    },
  )

  it.each([
    ...['outcome-empty', 'outcome-denied', 'outcome-failed'],
    ...['rate-limit', 'network-cut', 'login-prompt'],
  ])('asks for what it needs to try %s', async (name) => {
    const { 'acme-1.4.0-hello': hello } = acmeInit.recordings
    const init = { recordings: { 'acme-1.4.0-hello': hello }, loginPrompt: undefined }
    await expect(runCase(name, {}, init as Partial<ConformanceInit>)).rejects.toThrow()
  })

  it('holds the access of options against what their author says', async () => {
    const over: Partial<Provider> = {
      options: z.object({ mode: z.enum(['ask', 'edit']).optional() }),
      access: ({ mode }) => (mode === 'edit' ? 'workspace-write' : null),
      command: ({ prompt, access }) => ({ args: ['run', access], stdin: prompt }),
    }
    const claim = (access: Access | 'refused'): Promise<void> =>
      runCase('access-options', over, { access: [{ input: { mode: 'edit' }, access }] })
    await claim('workspace-write')
    await expect(claim('read-only')).rejects.toThrow()
    await expect(claim('refused')).rejects.toThrow()
  })
})

describe('testProvider', () => {
  it.each([
    [{ exceptions: { 'parse-totl': 'it is old' } }, /"parse-totl".*"parse-total"/],
    [{ exceptions: { 'parse-total': ' ' } }, /"parse-total" has no reason/],
    [{ id: 'acne' }, /no provider "acne".*"acme"/],
  ])('refuses %j', (over, message) => {
    expect(() => testProvider({ ...acmeInit, ...over })).toThrow(message)
  })
})

async function runCase(
  name: string,
  over: Partial<Provider>,
  init: Partial<ConformanceInit> = {},
  Kind = Subject,
): Promise<void> {
  const cases = Object.values(conformanceGroups).flat()
  // Not a throw for an unknown name, which would look like a case that noticed.
  await cases.find((item) => item.name === name)?.run(createSubject(over, init, Kind))
}

function createSubject(
  over: Partial<Provider>,
  init: Partial<ConformanceInit> = {},
  Kind = Subject,
): Subject {
  const provider = defineProvider({ ...(acme as Provider), ...over })
  const plugin = definePlugin({ name: 'mutant', providers: [provider] })
  return new Kind({ ...acmeInit, plugin, ...init }, provider)
}
