import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createReplayExecutable } from '@htmlgraph/testkit/replay'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EXIT_CODE_HELP } from '../src/exit-codes.ts'
import { runCli } from './run-cli.ts'

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'htmlgraph-readme-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** The arguments of each `npx htmlgraph` line. */
function commandLines(): string[][] {
  const lines = README.split('\n').filter((line) => line.startsWith('npx htmlgraph '))
  return lines.map((line) => {
    const [command = ''] = line.split(' #')
    const words = command.match(/"[^"]*"|\S+/g) ?? []
    return words.slice(2).map((word) => word.replaceAll('"', ''))
  })
}

/** What the install line of the README makes: the packages as direct dependencies. */
function install(): void {
  const names = ['core', 'provider-claude']
  const dependencies = Object.fromEntries(names.map((name) => [`@htmlgraph/${name}`, '*']))
  writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module', dependencies }))
  const scope = join(root, 'node_modules', '@htmlgraph')
  mkdirSync(scope, { recursive: true })
  for (const name of names)
    symlinkSync(fromHere(`../node_modules/@htmlgraph/${name}`), join(scope, name))
}

describe('README', () => {
  it('shows lines that all run, one after the other', { timeout: 120_000 }, async () => {
    install()
    using claude = createReplayExecutable({
      recording: fromHere('../recordings/claude/claude-2.1.330-stream'),
    })
    const env = {
      ...process.env,
      HOME: root,
      ANTHROPIC_API_KEY: 'not-a-key',
      HTMLGRAPH_CLAUDE_EXECUTABLE: claude.path,
    }
    const lines = commandLines()
    expect(lines.length).toBeGreaterThanOrEqual(8)
    for (const args of lines) {
      const { code, stderr } = await runCli(args, { cwd: root, env })
      expect(code, `htmlgraph ${args.join(' ')}\n${stderr}`).toBe(0)
    }
    expect(claude.invocations().map(({ stdin }) => stdin.trim())).toEqual([
      'What is this project for?',
      'Say hello',
    ])
  })

  it('has the exit codes that the help has', () => {
    for (const [code, meaning] of EXIT_CODE_HELP) {
      expect(README).toContain(`| ${code} | ${meaning}`)
    }
  })
})
