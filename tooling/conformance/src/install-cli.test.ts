import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { claude } from '../clis/claude.ts'
import type { AgentCli } from './agent-cli.ts'
import { installCli } from './install-cli.ts'

const acme: AgentCli = {
  ...claude,
  id: 'acme',
  name: 'Acme CLI',
  package: { name: 'acme-agent', version: '1.4.0' },
}

let root = ''
let folder = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'htmlgraph-install-'))
  folder = join(root, 'installed')
  vi.stubEnv('PATH', `${root}:${process.env.PATH}`)
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(root, { recursive: true, force: true })
})

/** An npm that does just this; `$3` is the folder to install in. */
function writeNpm(script: string): void {
  writeFileSync(join(root, 'npm'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(root, 'npm'), 0o755)
}

const acmeSays = (text: string): string =>
  `mkdir -p "$3/node_modules/.bin" && cd "$3/node_modules/.bin" &&
printf '#!/bin/sh\\necho "${text}"\\n' > acme && chmod +x acme`

it('installs a CLI once', async () => {
  writeNpm(acmeSays('acme 1.4.0 (stable)'))
  const installed = await installCli(acme, folder)
  expect(installed.executable).toBe(join(folder, 'acme-1.4.0/node_modules/.bin/acme'))
  expect(existsSync(installed.cache)).toBe(true)
  writeNpm('exit 1')
  expect((await installCli(acme, folder)).executable).toBe(installed.executable)
  expect(readdirSync(folder)).toEqual(['acme-1.4.0'])
})

it('tells what npm said, and leaves nothing half done', async () => {
  writeNpm('mkdir -p "$3/node_modules" && echo "npm error 404 Not Found" >&2; exit 1')
  await expect(installCli(acme, folder)).rejects.toThrow(
    /Acme CLI 1\.4\.0 could not be installed from npm.*npm error 404 Not Found/s,
  )
  expect(readdirSync(folder)).toEqual([])
})

it.for(['acme 1.4.1', 'acme 11.4.0', 'acme 1.4.0-beta', ''])(
  'refuses a program that says "%s"',
  async (text) => {
    writeNpm(acmeSays(text))
    await expect(installCli(acme, folder)).rejects.toThrow(
      /expected 1\.4\.0\. Remove .*acme-1\.4\.0/,
    )
  },
)

it('takes the version from a sentence', async () => {
  writeNpm(acmeSays('Acme CLI 1.4.0.'))
  await expect(installCli(acme, folder)).resolves.toMatchObject({ cli: acme })
})
