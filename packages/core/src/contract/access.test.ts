import { expect, it } from 'vitest'
import { ACCESS_LEVELS, isAccessWithin } from './access.ts'

it('orders access from reading to everything', () => {
  const within = ACCESS_LEVELS.map((limit) =>
    ACCESS_LEVELS.filter((access) => isAccessWithin(access, limit)),
  )
  expect(within).toEqual([
    ['read-only'],
    ['read-only', 'workspace-write'],
    ['read-only', 'workspace-write', 'full-access'],
  ])
})
