import { describe, expect, it } from 'vitest'
import { claude } from './index.ts'

const names = claude.models.flatMap(({ id, aliases = [], logicalNames = [] }) => [
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
    const model = claude.models.find(({ logicalNames }) => logicalNames?.includes(name ?? ''))
    expect(model?.aliases?.[0]).toBe(alias)
  })

  it('give for every model that goes an active one', () => {
    const active = claude.models.filter(({ status }) => status === 'active').map(({ id }) => id)
    const going = claude.models.filter(({ status }) => status !== 'active')
    expect(going.map(({ successor }) => successor)).toEqual(
      going.map(() => expect.toSatisfy((id: string) => active.includes(id))),
    )
  })

  it('say when claude-sonnet-4-5 goes', () => {
    expect(claude.models.find(({ id }) => id === 'claude-sonnet-4-5')).toMatchObject({
      status: 'deprecated',
      retiresOn: '2026-11-30',
    })
  })
})
