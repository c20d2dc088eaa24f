import {
  ACCESS_LEVELS,
  type Access,
  type AgentResult,
  type Command,
  isAccessWithin,
  isHtmlGraphError,
} from '@htmlgraph/core/provider'
import { expect } from 'vitest'
import type { ConformanceCase } from './conformance-case.ts'
import type { ConformanceInput } from './conformance-init.ts'
import type { Subject } from './subject.ts'

/** That no option and no level ever gives more than was asked for. */
export const accessCases: readonly ConformanceCase[] = [
  {
    name: 'access-distinct',
    title: 'makes another command for each access, or refuses the access',
    run(subject) {
      const commands = levelsOf(subject).flatMap((access) => honour(subject, access))
      expect(commands, 'one access at the least is honoured').not.toEqual([])
      const told = commands.map(({ args, env, files }) => JSON.stringify([args, env, files]))
      expect(new Set(told).size, 'no two levels have the same command').toBe(told.length)
    },
  },
  {
    name: 'access-default',
    title: 'runs read-only when nobody asked for more',
    async run(subject) {
      const result = await attempt(subject, {})
      if (result !== 'refused') expect(result.access).toBe('read-only')
    },
  },
  {
    name: 'access-ceiling',
    title: 'never gives more access than was asked for',
    async run(subject) {
      for (const asked of ACCESS_LEVELS) {
        const result = await attempt(subject, { access: asked })
        const isWithin = result === 'refused' || isAccessWithin(result.access, asked)
        expect(isWithin, asked).toBe(true)
      }
    },
  },
  {
    name: 'access-options',
    title: 'gives the access that its own options say, and refuses them below it',
    async run(subject) {
      for (const { input, access } of subject.init.access ?? []) {
        const told = JSON.stringify(input)
        const result = await attempt(subject, input)
        expect(result === 'refused' ? result : result.access, told).toBe(access)
        const below = ACCESS_LEVELS.filter(
          (level) => access !== 'refused' && level !== access,
        ).filter((level) => isAccessWithin(level, access as Access))
        for (const asked of below) {
          expect(await attempt(subject, { ...input, access: asked }), told).toBe('refused')
        }
      }
    },
  },
]

/** The levels that may be asked for beside the options of the suite. */
function levelsOf(subject: Subject): readonly Access[] {
  const own = subject.provider.access(subject.request().options)
  return own === null ? ACCESS_LEVELS : [own]
}

function honour(subject: Subject, access: Access): Command[] {
  try {
    return [subject.provider.command(subject.request({ access }), subject.paths)]
  } catch (error) {
    if (isRefusal(error)) return []
    throw error
  }
}

async function attempt(
  subject: Subject,
  input: ConformanceInput,
): Promise<AgentResult | 'refused'> {
  const cli = subject.replay(subject.sample())
  try {
    return await subject.spawn({ ...input, executable: cli.path })
  } catch (error) {
    expect(cli.invocations(), 'nothing is spawned').toEqual([])
    if (isRefusal(error)) return 'refused'
    throw error
  }
}

function isRefusal(error: unknown): boolean {
  return isHtmlGraphError(error) && error.code === 'HG_ACCESS_REFUSED'
}
