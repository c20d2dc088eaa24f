import { describe, expect, it } from 'vitest'
import { claudeModels } from './models.ts'

const names = claudeModels.flatMap(({ id, aliases = [], logicalNames = [] }) => [
  id,
  ...aliases,
  ...logicalNames,
])

describe('the models of Claude Code', () => {
  it('have names that mean one model each', () => {
    expect(new Set(names).size).toBe(names.length)
  })

  it.for([
    ['claude-opus', 'opus'],
    ['claude-sonnet', 'sonnet'],
    ['claude-haiku', 'haiku'],
  ])('know %s by the alias %s, since the CLI does not', ([name, alias]) => {
    const model = claudeModels.find(({ logicalNames }) => logicalNames?.includes(name ?? ''))
    expect(model?.aliases?.[0]).toBe(alias)
  })

  it('give for every model that goes an active one', () => {
    const active = claudeModels.filter(({ status }) => status === 'active').map(({ id }) => id)
    const going = claudeModels.filter(({ status }) => status !== 'active')
    expect(going.map(({ successor }) => successor)).toEqual(
      going.map(() => expect.toSatisfy((id: string) => active.includes(id))),
    )
  })

  it('say when claude-sonnet-4-5 goes', () => {
    expect(claudeModels.find(({ id }) => id === 'claude-sonnet-4-5')).toMatchObject({
      status: 'deprecated',
      retiresOn: '2026-11-30',
    })
  })
})
