import { delimiter, join } from 'node:path'
import { expect, it } from 'vitest'
import { childEnvironment, withoutNpm } from './environment.mjs'

const places = { root: '/clone', nodeFolder: '/clone/node_modules/node-x/bin' }
const tools = join('/clone', 'node_modules', '.bin')

it('puts the installed Node and the tools first on PATH, once', () => {
  const path = ['/usr/bin', tools].join(delimiter)
  expect(childEnvironment({ PATH: path }, places)).toEqual({
    PATH: [places.nodeFolder, tools, '/usr/bin'].join(delimiter),
  })
})

it('keeps the spelling that Windows gives to PATH', () => {
  const env = childEnvironment({ Path: '/usr/bin' }, { ...places, nodeFolder: null })
  expect(env).toEqual({ Path: [tools, '/usr/bin'].join(delimiter) })
})

it("drops what npm says about itself and keeps the user's settings of it", () => {
  const env = {
    HOME: '/home/user',
    NODE: '/usr/bin/node',
    npm_lifecycle_event: 'start',
    npm_package_name: 'htmlgraph',
    npm_config_registry: 'https://registry.example',
  }
  expect(withoutNpm(env)).toEqual({
    HOME: '/home/user',
    npm_config_registry: 'https://registry.example',
  })
})
