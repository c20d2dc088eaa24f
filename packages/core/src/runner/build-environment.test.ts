import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { buildEnvironment, type EnvironmentInit } from './build-environment.ts'

const build = (init: Partial<EnvironmentInit>): ReturnType<typeof buildEnvironment> =>
  buildEnvironment({ base: {}, allowed: [], request: {}, command: {}, cwd: '/nowhere', ...init })

describe("a child's environment", () => {
  // Faults and security: environment leak.
  it('has what every program needs, what the provider asks for, and nothing else', () => {
    const needed = {
      HOME: '/home/me',
      LANG: 'C.UTF-8',
      LC_ALL: 'C',
      TZ: 'UTC',
      TMPDIR: '/var/tmp',
      XDG_CONFIG_HOME: '/home/me/.config',
      HTTPS_PROXY: 'http://proxy',
      no_proxy: 'localhost',
      NODE_EXTRA_CA_CERTS: '/etc/ca.pem',
    }
    const hidden = {
      OTHER_API_KEY: 'other-key-value',
      AWS_SECRET_ACCESS_KEY: 'aws-secret-value',
      NODE_OPTIONS: '--inspect',
      LD_PRELOAD: '/evil.so',
      HTMLGRAPH_RUN_MARK: 'outer',
      OUTER_AGENT: '1',
    }
    const { env } = build({
      base: { ...needed, ...hidden, ACME_KEY: 'acme' },
      allowed: ['ACME_KEY'],
    })
    expect(env).toEqual({ ...needed, ACME_KEY: 'acme', PATH: '/usr/bin:/bin' })
  })

  it('takes what the command sets, and over it what the caller sets', () => {
    const { env } = build({
      base: { HOME: '/base', LANG: 'base', TZ: 'base' },
      command: { LANG: 'command', TZ: 'command', HOME: null },
      request: { TZ: 'request', EXTRA: 'request' },
    })
    expect(env).toEqual({ LANG: 'command', TZ: 'request', EXTRA: 'request', PATH: '/usr/bin:/bin' })
  })

  it('has a PATH of safe directories only', () => {
    const workspace = mkdtempSync(join(tmpdir(), 'htmlgraph-environment-'))
    onTestFinished(() => rmSync(workspace, { recursive: true }))
    const base = { PATH: `:.:bin:/tmp:${workspace}:/usr/bin:/does/not/exist:/bin` }
    expect(build({ base, cwd: workspace }).env.PATH).toBe('/usr/bin:/bin')
  })
})

describe('the secrets', () => {
  it('are the values of variables that are named like one, passed on or not', () => {
    const { secrets } = build({
      base: { A_API_KEY: 'first-secret', git_token: 'second-secret', HOME: '/home/me' },
      request: { MY_PASSWORD: 'third-secret' },
      command: { X_CREDENTIALS: 'fourth-secret' },
    })
    expect(secrets.toSorted()).toEqual([
      'first-secret',
      'fourth-secret',
      'second-secret',
      'third-secret',
    ])
  })

  it('are the passwords in addresses', () => {
    const base = {
      HTTPS_PROXY: 'http://me:proxy-password@proxy:3128',
      DATABASE_URL: 'pg://u:short@h',
    }
    expect(build({ base }).secrets).toEqual(['proxy-password'])
  })

  it('are the values of headers that are named like one', () => {
    const headers =
      'Accept: application/json\nAuthorization: Bearer bearer-token-1\n X-Api-Key:  key-of-x-1 '
    expect(build({ base: { ACME_HEADERS: headers } }).secrets).toEqual([
      'bearer-token-1',
      'key-of-x-1',
    ])
    expect(build({ base: { ACME_TEXT: headers } }).secrets).toEqual([])
  })

  it('are no numbers, no paths and no short words', () => {
    const base = {
      MAX_TOKENS: '1000000000',
      CLOUD_APPLICATION_CREDENTIALS: '/home/me/key.json',
      SSH_KEY: '~/.ssh/id.pem',
      USE_TOKEN: 'true',
    }
    expect(build({ base }).secrets).toEqual([])
  })
})
