import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLI, runCli } from '../test/run-cli.ts'
import { COMMANDS } from './command-table.ts'

const PRELOAD = new URL('../test/record-loads.mjs', import.meta.url).href
const BUILT = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const PACKAGE = new URL('..', import.meta.url).href
const MANIFEST = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string
}

let directory: string
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'htmlgraph-cli-'))
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** The modules that a command line loads, this package's own left out. */
async function foreignModules(program: string, ...args: string[]): Promise<string[]> {
  const file = join(directory, `loaded-${args.join('-')}-${program === BUILT ? 'built' : 'source'}`)
  const env = { ...process.env, NODE_OPTIONS: `--import=${PRELOAD}`, LOADED_MODULES: file }
  const { code, stderr } = await runCli(args, { cwd: directory, env, program })
  expect(stderr).toBe('')
  expect(code).toBe(0)
  const urls = readFileSync(file, 'utf8').trim().split('\n')
  expect(urls).toContain(pathToFileURL(program).href)
  const own = (url: string) => url.startsWith(`${PACKAGE}src/`) || url.startsWith(`${PACKAGE}dist/`)
  return urls.filter((url) => !own(url) && !url.startsWith('node:'))
}

describe('htmlgraph', { timeout: 60_000 }, () => {
  it.each(['--version', '-v'])('prints its version for %s', async (flag) => {
    const { code, stdout, stderr } = await runCli([flag], { cwd: directory })
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: `${MANIFEST.version}\n`,
      stderr: '',
    })
  })

  it.each([
    ['the source', CLI],
    ['the build', BUILT],
  ])('loads nothing but itself for a version or a help text: %s', async (_title, program) => {
    expect(existsSync(program), `${program} is missing; build first`).toBe(true)
    expect(await foreignModules(program, '--version')).toEqual([])
    expect(await foreignModules(program, '--help')).toEqual([])
    for (const name of Object.keys(COMMANDS)) {
      expect(await foreignModules(program, name, '--help')).toEqual([])
    }
  })

  it.skipIf(!existsSync('/dev/full'))('ends with 4 when its output cannot be written', () => {
    const full = openSync('/dev/full', 'w')
    const { status, stderr } = spawnSync(process.execPath, [CLI, '--help'], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    })
    closeSync(full)
    expect(stderr).toMatch(/^error: Standard output cannot be written: ENOSPC.*\n$/)
    expect(status).toBe(4)
  })

  it('lists every command in its help, on standard output', async () => {
    const { code, stdout } = await runCli(['--help'], { cwd: directory })
    expect(code).toBe(0)
    for (const [name, { summary }] of Object.entries(COMMANDS)) {
      expect(stdout).toMatch(new RegExp(`^ {2}${name} +${summary.slice(0, 10)}`, 'm'))
    }
    expect((await runCli([], { cwd: directory })).code).toBe(2)
  })

  it('helps with each command, with every option, an example and the exit codes', async () => {
    for (const [name, { options }] of Object.entries(COMMANDS)) {
      const { code, stdout } = await runCli([name, '--help'], { cwd: directory })
      expect(code).toBe(0)
      for (const option of Object.keys(options)) expect(stdout).toContain(`  --${option}`)
      expect(stdout).toMatch(new RegExp(`Examples\\n.*htmlgraph ${name}`))
      expect(stdout).toContain('  130  interrupted with Ctrl-C')
    }
    expect((await runCli(['help', 'list'], { cwd: directory })).stdout).toContain('htmlgraph list')
  })

  it.each([
    [['lst'], 'error: There is no command lst.', 'Did you mean "list"?'],
    [['--versoin'], 'error: There is no option --versoin.', ''],
    [['list', '--stauts', 'x'], 'error: There is no option --stauts.', 'Did you mean "--status"?'],
  ])(
    'answers the mistake %j on standard error with the nearest name',
    async (args, error, hint) => {
      const { code, stdout, stderr } = await runCli(args, { cwd: directory })
      expect(code).toBe(2)
      expect(stdout).toBe('')
      expect(stderr).toContain(error)
      expect(stderr).toContain(hint)
      expect(stderr).not.toContain('\u001b')
    },
  )
})
