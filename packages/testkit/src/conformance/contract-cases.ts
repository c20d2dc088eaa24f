import { API_VERSION, findPluginProblem } from '@htmlgraph/core/provider'
import { expect } from 'vitest'
import type { ConformanceCase } from './conformance-case.ts'

const VERSION = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/

/** What a provider says about itself. */
export const contractCases: readonly ConformanceCase[] = [
  {
    name: 'plugin-made',
    title: 'is made by definePlugin and defineProvider, and is frozen',
    run({ init: { plugin }, provider }) {
      expect(findPluginProblem(plugin)).toBeNull()
      expect(plugin.apiVersion).toBe(API_VERSION)
      expect(Object.isFrozen(plugin), 'the plugin is frozen').toBe(true)
      expect(Object.isFrozen(provider), 'the provider is frozen').toBe(true)
    },
  },
  {
    name: 'executable-described',
    title: 'names its command, how to install it, and the versions it was tried against',
    run({ provider: { executable } }) {
      expect(executable.command, 'a name on PATH, not a path').toMatch(/^[\w.-]+$/)
      expect(executable.install, 'one line').toMatch(/^\S.*\S$/)
      expect(executable.minVersion).toMatch(VERSION)
      expect(executable.testedVersions).not.toEqual([])
      for (const version of executable.testedVersions) expect(version).toMatch(VERSION)
    },
  },
  {
    name: 'environment-named',
    title: 'lists the variables its child may receive, each once and by its whole name',
    run({ provider: { environment } }) {
      for (const name of environment) expect(name).toMatch(VARIABLE)
      expect(new Set(environment).size).toBe(environment.length)
    },
  },
  {
    name: 'models-distinct',
    title: 'gives every model names that belong to it alone',
    run({ provider: { models } }) {
      const names = models.flatMap((model) => [
        ...new Set([model.id, ...(model.aliases ?? []), ...(model.logicalNames ?? [])]),
      ])
      expect(names).toEqual([...new Set(names)])
      for (const { successor } of models) {
        if (successor !== undefined) expect(names).toContain(successor)
      }
    },
  },
  {
    name: 'capabilities-complete',
    title: 'says of each capability whether it has it, or that it does not know',
    run({ provider: { capabilities } }) {
      for (const name of ['resume', 'mcp', 'schema', 'sandbox', 'stream'] as const) {
        expect([true, false, 'unknown'], name).toContain(capabilities[name])
      }
    },
  },
]
