import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createFakeExecutable } from './fake-executable.ts'

const shell = process.platform === 'win32'
const script = 'console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 5'

it('runs a script as a command of its own, also below a path with spaces and quotes', () => {
  const root = mkdtempSync(join(tmpdir(), 'htmlgraph-fake-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const directory = join(root, "it's a $HOME folder")
  const cli = createFakeExecutable({ script, directory, name: 'agent' })
  const result = spawnSync(cli.path, ['a b', '"$HOME"', ''], { shell })
  expect(JSON.parse(result.stdout.toString())).toEqual(['a b', '"$HOME"', ''])
  expect(result.status).toBe(5)
  cli.dispose()
  expect(readdirSync(directory)).toEqual([])
})

it('is the process that its starter sees, with its id and its signals', () => {
  const cli = createFakeExecutable({
    script: 'process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000)',
  })
  onTestFinished(() => cli.dispose())
  expect(spawnSync(cli.path, { shell, timeout: 20_000 }).signal).toBe('SIGTERM')
})

it('removes its private directory', () => {
  const cli = createFakeExecutable({ script })
  expect(existsSync(cli.path)).toBe(true)
  cli.dispose()
  expect(existsSync(cli.directory)).toBe(false)
})
