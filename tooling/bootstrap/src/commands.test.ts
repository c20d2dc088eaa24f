import { expect, it } from 'vitest'
import { findCommand } from './commands.mjs'
import { installer } from './install.mjs'
import { isAtLeast } from './node-runtime.mjs'
import { memberGroups } from './workspace.mjs'

it.each([undefined, 'toString', 'serve'])(
  'knows no command %s and lists those it knows',
  (name) => {
    expect(() => findCommand(name)).toThrow(/expected one of start, .*build/)
  },
)

it("installs with the user's own pnpm when that runs it", () => {
  expect(installer({ npm_config_user_agent: 'pnpm/11.0.0 npm/? node/v24.0.0' })[0]).toBe('pnpm')
  expect(installer({ npm_config_user_agent: 'npm/11.0.0 node/v20.0.0' })[0]).toBe('npx')
  expect(installer({})[0]).toBe('npx')
})

it.each([
  ['22.18.0', true],
  ['24.0.0', true],
  ['22.17.9', false],
  ['20.20.2', false],
])('takes Node %s as new enough: %s', (version, expected) => {
  expect(isAtLeast(version, '22.18.0')).toBe(expected)
})

it('reads the folders of the workspace', () => {
  const yaml = "packages:\n  - packages/*\n  - 'plugins/*'\n\nallowBuilds:\n  esbuild: true\n"
  expect(memberGroups(yaml)).toEqual(['packages', 'plugins'])
})
