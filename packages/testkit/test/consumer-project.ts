import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { root } from './documentation.ts'

const ACME = join(import.meta.dirname, 'acme-provider')

const INSTALLED: Readonly<Record<string, string>> = {
  '@htmlgraph/core': join(root, 'packages/core'),
  '@htmlgraph/testkit': join(root, 'packages/testkit'),
  'htmlgraph-provider-acme': ACME,
}

/** A project of a stranger, with our packages and acme's installed; removed after the test. */
export function createConsumerProject(): string {
  const directory = mkdtempSync(join(tmpdir(), 'htmlgraph-consumer-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  for (const [name, target] of Object.entries(INSTALLED)) {
    const link = join(directory, 'node_modules', name)
    mkdirSync(join(link, '..'), { recursive: true })
    symlinkSync(target, link, 'junction')
  }
  writeFileSync(join(directory, 'package.json'), '{ "type": "module" }')
  cpSync(join(ACME, 'test/recordings'), join(directory, 'test/recordings'), { recursive: true })
  return directory
}

/** Runs TypeScript in a project and gives what it printed. */
export function runExample(directory: string, code: string, path = process.env.PATH): string {
  writeFileSync(join(directory, 'example.ts'), code)
  const env = { ...process.env, PATH: path, NODE_NO_WARNINGS: '1' }
  const options = { cwd: directory, env, encoding: 'utf8', timeout: 60_000 } as const
  const { stdout, stderr, status } = spawnSync(process.execPath, ['example.ts'], options)
  if (status === 0) return stdout
  throw new Error(`the example ended with ${status}: ${stderr}`)
}
