import {
  createRegistry,
  explainSelection,
  getProvider,
  resolveModel,
  selectModel,
} from '@htmlgraph/core'
import claude from '@htmlgraph/provider-claude'
import codex from '@htmlgraph/provider-codex'
import copilot from '@htmlgraph/provider-copilot'
import cost from '@htmlgraph/provider-cost'
import gemini from '@htmlgraph/provider-gemini'
import { describe, expect, it } from 'vitest'

const NOW = new Date('2026-11-27T12:00:00Z')

/** As discovery finds them: in the order of a package.json. */
const agents = [claude, codex, copilot, gemini]

describe.each([
  ['with prices', createRegistry([...agents, cost])],
  ['without prices', createRegistry(agents)],
])('the answers of the guide, %s,', (_prices, registry) => {
  it('hold for medium code generation that shall be cheap', () => {
    const asked = { taskType: 'CODE_GENERATION', complexity: 'medium', registry, now: NOW }
    expect(selectModel({ ...asked, budgetMode: 'COST_OPTIMIZED' })).toBe('claude-haiku')
  })

  it('hold for hard code generation in balance: a frontier model', () => {
    const asked = { taskType: 'CODE_GENERATION', complexity: 'high', registry, now: NOW }
    const { selected } = explainSelection({ ...asked, budgetMode: 'balanced' })
    expect(selected.class).toBe('frontier')
  })

  it('are cheaper for simple tasks', () => {
    const asked = { taskType: 'code-generation', budgetMode: 'cost-optimized', registry, now: NOW }
    const costs = ['low', 'medium', 'high'].map(
      (complexity) => explainSelection({ ...asked, complexity }).selected.cost.value,
    )
    expect(costs).toEqual(costs.toSorted((one, other) => one - other))
    expect(costs[0]).toBeLessThan(costs[2] ?? 0)
  })

  it('are names that their provider takes', () => {
    const { ranked } = explainSelection({ taskType: 'debugging', registry, now: NOW })
    for (const { provider, model, id } of ranked) {
      const found = resolveModel(getProvider(registry, provider), model)
      expect({ id: found.spec?.id, warnings: found.warnings }).toEqual({ id, warnings: [] })
    }
  })
})
