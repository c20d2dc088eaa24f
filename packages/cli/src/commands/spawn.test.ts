import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { promptOf } from '../../test/mock-agent-script.ts'
import { createMockProject, type MockProject } from '../../test/mock-project.ts'

let project: MockProject
beforeEach(() => {
  project = createMockProject()
})
afterEach(() => project[Symbol.dispose]())

/** The JSON lines of a run. */
const eventsOf = (stdout: string): Record<string, unknown>[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('htmlgraph spawn', { timeout: 60_000 }, () => {
  it('prints the answer alone on standard output, and what happens on standard error', async () => {
    const prompt = promptOf(
      { type: 'message', text: 'I will look.' },
      { type: 'tool-start', toolId: '1', tool: 'Bash', input: { command: 'ls -la' } },
      { type: 'tool-end', toolId: '1', ok: true, output: null },
      { type: 'retry', attempt: 2, delayMs: 1500, reason: 'rate limit' },
      { type: 'message', text: 'Two files.' },
    )
    const { code, stdout, stderr } = await project.run(['spawn', 'mock', prompt])
    expect(code).toBe(0)
    expect(stdout).toBe('Two files.\n')
    expect(stderr).toMatch(/^started, process \d+$/m)
    expect(stderr).toContain('says: I will look.\nuses Bash: ls -la\n')
    expect(stderr).toContain('tries again (2) after rate limit, in 1.5 s\n')
  })

  it('makes the text of an agent harmless, in the answer and in what happens', async () => {
    const evil = '\u001b]52;c;ZXZpbA==\u0007\u001b]0;title\u001b\\\u009b2J\u202eexe'
    const prompt = promptOf({ type: 'message', text: evil })
    const { stdout, stderr } = await project.run(['spawn', 'mock', prompt])
    expect(stdout).toBe('␛]52;c;ZXZpbA==␇␛]0;title␛\\‹U+009B›2J‹U+202E›exe\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there.
    expect(stderr).not.toMatch(/[\u001b\u0007\u009b\u202e]/)
  })

  it('prints every event as a line of JSON, the result last', async () => {
    const prompt = promptOf({ type: 'message', text: 'a\u009bb' })
    const { code, stdout, stderr } = await project.run(['spawn', 'mock', prompt, '--json'])
    const events = eventsOf(stdout)
    expect(code).toBe(0)
    expect(stderr).toBe('')
    expect(stdout).not.toContain('\u009b')
    expect(events.map(({ type }) => type)).toEqual(['process-start', 'message', 'end', 'result'])
    expect(events.at(-1)).toMatchObject({
      success: true,
      outcome: 'completed',
      provider: 'mock',
      response: 'a\u009bb',
      access: 'read-only',
      error: null,
      pid: events[0]?.pid,
    })
  })

  it.each([
    ['a file', ['--file', 'task.md'], undefined],
    ['standard input', [], 'From elsewhere'],
    ['standard input by name', ['-'], 'From elsewhere'],
    ['an argument behind --', ['--', 'From elsewhere'], undefined],
  ])('takes the prompt from %s', async (_title, args, stdin) => {
    writeFileSync(join(project.root, 'task.md'), 'From elsewhere')
    const { stdout } = await project.run(['spawn', 'mock', ...args], { stdin })
    expect(stdout).toBe('From elsewhere\n')
  })

  it('takes a prompt that begins with a dash', async () => {
    const { stdout } = await project.run(['spawn', 'mock', '--', '--json'])
    expect(stdout).toBe('--json\n')
  })

  it('passes on model, access, session and the options of the agent', async () => {
    const options = ['--option', 'turns=3', '--option', 'effort=high']
    const common = ['--model', 'big-1', '--access', 'workspace-write', '--resume', 'session-1']
    const { stdout } = await project.run(['spawn', 'mock', 'arguments', ...common, ...options])
    expect(JSON.parse(stdout)).toEqual({
      model: 'big-1',
      access: 'workspace-write',
      resume: 'session-1',
      options: { turns: 3, effort: 'high' },
    })
  })

  it('ends with 1 and the reason when the agent fails, and keeps what it had said', async () => {
    const prompt = promptOf(
      { type: 'message', text: 'Half' },
      {
        type: 'end',
        response: null,
        failure: { kind: 'quota', message: 'No credit \u001b[2Jleft' },
      },
    )
    const { code, stdout, stderr } = await project.run(['spawn', 'mock', prompt])
    expect(code).toBe(1)
    expect(stdout).toBe('Half\n')
    expect(stderr).toContain('failed (quota): No credit ␛[2Jleft\n')
  })

  it('ends with 1 when time runs out', async () => {
    const { code, stderr } = await project.run(['spawn', 'mock', 'hang', '--timeout', '200ms'])
    expect(code).toBe(1)
    expect(stderr).toContain('timed-out (timeout):')
  })

  it('ends with 4 and the remedy when the agent is not installed', async () => {
    const env = { PATH: '/usr/bin:/bin' }
    const { code, stderr } = await project.run(['spawn', 'mock', 'hello'], { env })
    expect(code).toBe(4)
    expect(stderr).toContain('npm install --global mock-agent')
  })

  it('ends with 4 when the file of the prompt cannot be read', async () => {
    const { code, stdout, stderr } = await project.run(['spawn', 'mock', '--file', 'missing.md'])
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' })
    expect(stderr).toMatch(/^error: The prompt's file .*missing.md cannot be read/)
  })

  it.each([
    [['spawn', 'mok', 'hello'], 'error[HG_PROVIDER_UNKNOWN]', 'Did you mean "mock"?'],
    [['spawn', 'mock', 'hello', '--option', 'turn=1'], 'error[HG_OPTION_UNKNOWN]', '"turns"'],
    [['spawn', 'mock', 'hello', '--option', 'turns=x'], 'error[HG_OPTION_INVALID]', 'number'],
    [['spawn', 'mock', 'hello', '--access', 'all'], 'error[HG_OPTION_INVALID]', 'read-only'],
    [['spawn', 'mock', 'hello', '--cwd', 'nowhere'], 'error[HG_CWD_INVALID]', 'hint:'],
    [['spawn', 'mock', ''], 'error[HG_OPTION_INVALID]', 'prompt'],
    [['spawn', 'mock', 'a', '--file', 'b'], 'error: There are two prompts', ''],
    [['spawn', 'mock'], 'error: There is no prompt: standard input is empty.', 'as an argument'],
    [['spawn'], 'error: There is no provider.', 'Known: mock'],
  ])('refuses %j with 2 and a hint', async (args, error, hint) => {
    const { code, stdout, stderr } = await project.run(args)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain(error)
    expect(stderr).toContain(hint)
  })

  it('stops the agent at Ctrl-C and ends with 130', async () => {
    let hasKilled = false
    const { code, signal, stderr } = await project.run(['spawn', 'mock', 'working\nhang'], {
      onNote(text, kill) {
        if (text.includes('says: working') && !hasKilled) kill('SIGINT')
        hasKilled ||= text.includes('says: working')
      },
    })
    expect({ code, signal }).toEqual({ code: 130, signal: null })
    const pid = Number(/process (\d+)/.exec(stderr)?.[1])
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  })
  it('stops the agent when nobody reads its events any more', async () => {
    const stdin = `${'talking\n'.repeat(5000)}hang`
    const args = ['spawn', 'mock', '--json']
    const { stdout, stderr } = await project.run(args, { stdin, readsOnlyOnce: true })
    expect(stderr).toBe('')
    const pid = Number(/"pid":(\d+)/.exec(stdout)?.[1])
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  })
})
