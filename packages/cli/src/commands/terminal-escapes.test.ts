import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type RunEvent, SDK } from '@htmlgraph/core'
import { createFakeExecutable } from '@htmlgraph/testkit/replay'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMemoryTerminal } from '../../test/memory-terminal.ts'
import { promptOf } from '../../test/mock-agent-script.ts'
import { createMockProject, type MockProject } from '../../test/mock-project.ts'
import type { CliResult } from '../../test/run-cli.ts'
import { EXIT_CODES } from '../exit-codes.ts'
import { createRunPrinter } from '../run-printer.ts'

let project: MockProject
beforeEach(() => {
  project = createMockProject()
})
afterEach(() => project[Symbol.dispose]())

const PAYLOADS = [
  '\u001b]52;c;ZXZpbA==\u0007', // writes the clipboard
  '\u001b]0;title\u001b\\', // sets the title, which some terminals can be made to type
  '\u001b[2J\u001b[1;1H', // clears the screen
  '\u009b31m\u009d0;title\u009c', // the same in one byte each
  'good\rbad \b\b\b\u007f', // writes over what stands there
  '\u202eexe.\u2066', // turns the direction of writing
]
const EVIL = PAYLOADS.join(' ')

const BIDI = '\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069'

/** The characters that steer a terminal, but line ends. Written out, so that it shares nothing with what is tested. */
function steering(text: string): string[] {
  return [...text].filter((character) => {
    const code = character.charCodeAt(0)
    const isControl = (code < 0x20 && character !== '\n') || (code > 0x7e && code < 0xa0)
    return isControl || BIDI.includes(character)
  })
}

/** Every event with a text of the agent, and the payload in each of its texts. */
const EVENTS: readonly RunEvent[] = [
  { type: 'session', sessionId: EVIL, model: EVIL },
  { type: 'reasoning', text: EVIL },
  { type: 'tool-start', toolId: EVIL, tool: EVIL, input: { command: EVIL, [EVIL]: EVIL } },
  { type: 'tool-end', toolId: EVIL, ok: false, output: EVIL },
  { type: 'file-change', path: EVIL, change: 'created' },
  { type: 'denied', tool: EVIL, reason: EVIL },
  { type: 'retry', attempt: 2, delayMs: 1, reason: EVIL },
  { type: 'warning', message: EVIL },
  { type: 'raw', line: EVIL },
  { type: 'message', text: EVIL },
]
const FAILED: RunEvent = {
  type: 'end',
  response: null,
  failure: { kind: 'agent-error', message: EVIL },
}

async function expectHarmless(args: readonly string[]): Promise<CliResult> {
  const result = await project.run(args)
  expect(result.code, result.stderr).not.toBe(EXIT_CODES.internal)
  expect(result.stdout + result.stderr, 'what is said').not.toBe('')
  expect(steering(result.stdout), `standard output of ${args[0]}`).toEqual([])
  expect(steering(result.stderr), `standard error of ${args[0]}`).toEqual([])
  return result
}

describe('the text of an agent cannot steer a terminal', { timeout: 60_000 }, () => {
  it.each([
    ['a run', [...EVENTS]],
    ['a run that fails', [...EVENTS, FAILED]],
  ])('in %s, its record, and all that shows it', async (_what, events) => {
    const prompt = promptOf(...events)
    await expectHarmless(['spawn', 'mock', prompt])
    await expectHarmless(['spawn', 'mock', prompt, '--json'])
    const task = ['--agent', 'coder', '--provider', 'mock', '--task-id']
    await expectHarmless(['delegate', prompt, ...task, 'task-1'])
    await expectHarmless(['delegate', prompt, ...task, 'task-2', '--json'])
    for (const command of ['show', 'results']) {
      await expectHarmless([command, 'task-1'])
      await expectHarmless([command, 'task-1', '--json'])
    }
    await expectHarmless(['list'])
    await expectHarmless(['list', '--json'])
  })

  it('in a record that came with a repository', async () => {
    const sdk = new SDK({ root: project.root })
    sdk.taskDelegations.create({
      taskId: 'task-1',
      agent: 'PLACE',
      prompt: 'PLACE',
      output: 'PLACE',
      model: 'PLACE',
      error: 'PLACE',
      sessionId: 'PLACE',
      PLACE: 'PLACE',
    })
    const file = join(sdk.directory, 'task-1.html')
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('PLACE', EVIL))
    expect((await expectHarmless(['show', 'task-1'])).stdout).toContain('ZXZpbA==')
    expect((await expectHarmless(['list'])).stdout).toContain('ZXZpbA==')
    await expectHarmless(['results', 'task-1'])
    for (const attribute of ['data-status', 'data-outcome', 'data-created-at', 'data-access']) {
      const page = readFileSync(file, 'utf8')
      writeFileSync(
        file,
        page.replace(new RegExp(`${attribute}="[^"]*"`), `${attribute}="${EVIL}"`),
      )
      await expectHarmless(['show', 'task-1'])
      await expectHarmless(['list'])
      writeFileSync(file, page)
    }
  })

  it('in what doctor and a mistake tell', async () => {
    const script = `console.error(${JSON.stringify(EVIL)})\nprocess.exit(3)`
    using cli = createFakeExecutable({ script, name: 'mock-agent' })
    const env = { HTMLGRAPH_MOCK_EXECUTABLE: cli.path }
    const { stdout, stderr } = await project.run(['doctor'], { env })
    expect(stdout).toContain('it ended with 3')
    expect(steering(stdout + stderr)).toEqual([])
    for (const args of [[EVIL], ['spawn', EVIL, 'x'], ['spawn', 'mock', 'x', `--${EVIL}`]]) {
      await expectHarmless(args)
    }
    await expectHarmless(['show', EVIL])
    await expectHarmless(['spawn', 'mock', 'x', '--model', EVIL])
  })

  it('while it comes, piece by piece, on a terminal', () => {
    const terminal = createMemoryTerminal({ isLive: true })
    const printer = createRunPrinter(terminal)
    for (const text of EVIL) printer.see({ type: 'text-delta', text })
    for (const event of EVENTS) printer.see(event)
    expect(steering(terminal.output() + terminal.notes())).toEqual([])
    expect(terminal.output()).toContain('52;c;ZXZpbA==')
  })
})
