import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { createFakeExecutable } from '@htmlgraph/testkit/replay'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMockProject, type MockProject } from '../../test/mock-project.ts'
import { reachHost } from '../agents/reach-host.ts'

let project: MockProject
beforeEach(() => {
  project = createMockProject()
})
afterEach(() => project[Symbol.dispose]())

/** The environment with another version of the agent. */
function agentOfVersion(version: string): NodeJS.ProcessEnv {
  const directory = join(project.home, 'bin')
  const script = `console.log('mock-agent v${version} (build 7)')`
  return { HTMLGRAPH_MOCK_EXECUTABLE: createFakeExecutable({ script, directory }).path }
}

describe('htmlgraph doctor', { timeout: 60_000 }, () => {
  it('finds an agent that is ready', async () => {
    const env = { MOCK_API_KEY: 'secret-value' }
    const { code, data, stdout } = await project.runJson(['doctor'], { env })
    expect(code).toBe(0)
    expect(stdout).not.toContain('secret-value')
    expect(data).toEqual({
      isUsable: true,
      node: process.versions.node,
      root: project.root,
      providers: [
        {
          plugin: 'htmlgraph-provider-mock',
          provider: 'mock',
          path: expect.stringContaining('mock-agent'),
          missing: null,
          problem: null,
          version: '1.2.0',
          versionState: 'tested',
          login: { state: 'yes', evidence: 'MOCK_API_KEY is set' },
          isUsable: true,
          hosts: [],
        },
      ],
      findings: [],
    })
  })

  it('shows the same to a person', async () => {
    mkdirSync(join(project.home, '.mock'))
    writeFileSync(join(project.home, '.mock', 'login.json'), '{}')
    const { code, stdout } = await project.run(['doctor'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/✓ program {2}.*mock-agent/)
    expect(stdout).toContain('✓ version  1.2.0, tested')
    expect(stdout).toContain('✓ login    looks logged in: ~/.mock/login.json is there')
    expect(stdout).toContain('At least one agent can be used.')
  })

  it.each([
    ['1.1.9', 'too-old', 1, 'is older than 1.2.0'],
    ['1.10.0', 'untested', 0, 'was not tried'],
    ['one', 'unknown', 0, 'cannot be read'],
  ])('judges version %s as %s', async (version, versionState, code, problem) => {
    const env = { ...agentOfVersion(version), MOCK_API_KEY: 'x' }
    const result = await project.runJson(['doctor'], { env })
    expect(result.code).toBe(code)
    expect(result.data).toMatchObject({ providers: [{ versionState }] })
    expect(JSON.stringify(result.data)).toContain(problem)
  })

  it.each([
    ['has no interpreter', '#!/nowhere/interpreter\n', 'its interpreter is missing'],
    ['is garbage', '\u0000\u0001\u0002', 'cannot be run'],
    ['fails', '#!/bin/sh\necho 1.2.0\necho broken >&2\nexit 7\n', 'it ended with 7: broken'],
  ])('refuses a program that %s', async (_title, text, problem) => {
    const path = join(project.home, 'agent')
    writeFileSync(path, text)
    chmodSync(path, 0o755)
    const env = { HTMLGRAPH_MOCK_EXECUTABLE: path, MOCK_API_KEY: 'x' }
    const { code, stdout } = await project.run(['doctor'], { env })
    expect(code).toBe(1)
    expect(stdout).toContain(`✗ program  ${path}, which cannot be run`)
    expect(stdout).toContain(problem)
    expect(stdout).not.toContain('✓ program')
  })

  it('says once what is wrong with a program that is not executable, and one remedy', async () => {
    const path = join(project.home, 'agent')
    writeFileSync(path, '')
    const { stdout } = await project.run(['doctor'], { env: { HTMLGRAPH_MOCK_EXECUTABLE: path } })
    expect(stdout).toContain(`  mock: HTMLGRAPH_MOCK_EXECUTABLE names ${path}, which is not exec`)
    expect(stdout).toContain('chmod +x')
    expect(stdout).not.toContain('Install it')
  })

  it('says how to log in and how to install', async () => {
    const loggedOut = await project.run(['doctor'])
    expect(loggedOut.code).toBe(1)
    expect(loggedOut.stdout).toContain('Run `mock-agent` once and log in, or set MOCK_API_KEY.')
    const missing = await project.run(['doctor'], { env: { PATH: '/usr/bin:/bin' } })
    expect(missing.code).toBe(1)
    expect(missing.stdout).toContain('npm install --global mock-agent')
  })

  it('names a plugin that is disabled, and a configuration that cannot be read', async () => {
    const config = join(project.root, 'htmlgraph.config.json')
    writeFileSync(config, '{ "plugins": ["./missing.mjs"] }')
    const disabled = await project.run(['doctor'])
    expect(disabled.code).toBe(1)
    expect(disabled.stdout).toContain('./missing.mjs: the plugin is disabled')
    writeFileSync(config, '{ "plugin": [] }')
    const broken = await project.run(['doctor'])
    expect(broken.code).toBe(1)
    expect(broken.stdout).toContain('HG_CONFIG_INVALID')
  })

  it('asks the network only when told to', async () => {
    const env = { MOCK_API_KEY: 'x' }
    const { data } = await project.runJson(['doctor', '--network'], { env })
    // Port 9 of this machine: nothing listens there.
    expect(data).toMatchObject({
      isUsable: true,
      providers: [{ hosts: [{ host: '127.0.0.1:9', problem: 'ECONNREFUSED' }] }],
      findings: [{ subject: 'mock', problem: '127.0.0.1:9: ECONNREFUSED' }],
    })
  })
})

describe('reachHost', () => {
  it('finds a host that answers', async () => {
    const server: Server = createServer((socket) => socket.end()).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as { port: number }
    expect(await reachHost(`127.0.0.1:${port}`)).toEqual({
      host: `127.0.0.1:${port}`,
      problem: null,
    })
    server.close()
  })
})
