import { expect, it } from 'vitest'
import { gemini } from './index.ts'

const names = gemini.models.flatMap(({ id, aliases = [] }) => [id, ...aliases])

it('gives every name to one model', () => {
  expect(new Set(names).size).toBe(names.length)
})

it('has none of the aliases that ask a router first, which mean no model', () => {
  expect(names.filter((name) => name.startsWith('auto'))).toEqual([])
})

it('has for each retired model one that is active', () => {
  const active = gemini.models.filter(({ status }) => status === 'active')
  const known = active.flatMap(({ id, aliases = [] }) => [id, ...aliases])
  const retired = gemini.models.filter(({ status }) => status === 'retired')
  expect(retired.map(({ id }) => id)).toContain('gemini-1.5-pro')
  for (const { id, successor } of retired) expect(known, id).toContain(successor)
})
