import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ExecutableQuery, resolveExecutable } from './resolve-executable.ts'

let root = ''
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'htmlgraph-path-')))
})
afterEach(() => rmSync(root, { recursive: true }))

function directory(name: string, mode = 0o755): string {
  const path = join(root, name)
  mkdirSync(path, { recursive: true })
  chmodSync(path, mode)
  return path
}

function program(path: string, mode = 0o755): string {
  writeFileSync(path, '#!/bin/sh\n')
  chmodSync(path, mode)
  return path
}

function query(path: readonly string[], init: Partial<ExecutableQuery> = {}): ExecutableQuery {
  return {
    provider: 'my-agent',
    spec: { command: 'agent', install: 'npm i -g agent', minVersion: '1.0.0', testedVersions: [] },
    override: null,
    cwd: directory('workspace'),
    env: { PATH: path.join(delimiter) },
    ...init,
  }
}

const pathOf = (query: ExecutableQuery): string => {
  const outcome = resolveExecutable(query)
  return 'failure' in outcome ? outcome.failure.message : outcome.path
}

describe('a program on PATH', () => {
  it('is found in the first safe directory that has it', () => {
    const [first, second] = [directory('empty'), directory('bin')]
    const path = program(join(second, 'agent'))
    expect(resolveExecutable(query([first, second]))).toEqual({ path, argv0: 'agent' })
  })

  it('is the real file behind a link, called by the name of the link', () => {
    const path = program(join(directory('lib'), 'shim'))
    symlinkSync(path, join(directory('bin'), 'agent'))
    expect(resolveExecutable(query([join(root, 'bin')]))).toEqual({ path, argv0: 'agent' })
  })

  it('is the program that the provider knows behind a launcher', () => {
    const native = join(root, 'native')
    program(join(directory('bin'), 'agent'))
    const spec = { ...query([]).spec, native: () => native }
    expect(pathOf(query([join(root, 'bin')], { spec }))).toBe(native)
    expect(pathOf(query([join(root, 'bin')], { spec: { ...spec, native: () => null } }))).toBe(
      join(root, 'bin/agent'),
    )
  })

  // Security: PATH hijack.
  it('is never taken from the working directory, however PATH names it', () => {
    program(join(directory('workspace'), 'agent'))
    program(join(directory('workspace/node_modules/.bin'), 'agent'))
    symlinkSync(join(root, 'workspace'), join(root, 'link'))
    const safe = program(join(directory('bin'), 'agent'))
    const hostile = ['', '.', './bin', 'workspace', join(root, 'workspace'), join(root, 'link')]
    const bins = join(root, 'workspace/node_modules/.bin')
    expect(pathOf(query([...hostile, bins, join(root, 'bin')]))).toBe(safe)
    expect(pathOf(query([...hostile, bins]))).toMatch(
      /^my-agent: .*workspace\/agent is on PATH but is not used: .* is inside the working directory\./,
    )
  })

  it.each([0o777, 0o1777])('is never taken from a directory with mode %o', (mode) => {
    program(join(directory('open', mode), 'agent'))
    expect(pathOf(query([join(root, 'open')]))).toMatch(
      /is not used: .* is writable by everybody\./,
    )
  })

  it('is passed over when it is not executable, with the reason', () => {
    program(join(directory('one'), 'agent'), 0o644)
    expect(pathOf(query([join(root, 'one')]))).toMatch(/is not used: it is not executable\./)
    const path = program(join(directory('two'), 'agent'))
    expect(pathOf(query([join(root, 'one'), join(root, 'two')]))).toBe(path)
  })

  it('is said to be missing, with the line that installs it', () => {
    expect(resolveExecutable(query([directory('bin')]))).toEqual({
      failure: {
        kind: 'not-installed',
        message:
          'my-agent: "agent" was not found on PATH. Install it: npm i -g agent. ' +
          'If it is elsewhere, set HTMLGRAPH_MY_AGENT_EXECUTABLE to its path.',
        retryable: false,
      },
    })
    expect(pathOf(query([], { env: {} }))).toMatch(/was not found on PATH/)
  })
})

describe('a program that somebody named', () => {
  it('is the one of the option, before the variable, before PATH', () => {
    const [option, variable] = ['option', 'variable'].map((name) => program(join(root, name)))
    program(join(directory('bin'), 'agent'))
    const env = { PATH: join(root, 'bin'), HTMLGRAPH_MY_AGENT_EXECUTABLE: variable }
    expect(pathOf(query([], { env, override: option ?? '' }))).toBe(option)
    expect(pathOf(query([], { env }))).toBe(variable)
  })

  it('may have a variable of another name', () => {
    const path = program(join(root, 'other'))
    const spec = { ...query([]).spec, env: 'AGENT_BIN' }
    expect(pathOf(query([], { spec, env: { AGENT_BIN: path } }))).toBe(path)
  })

  it('may stand in the working directory', () => {
    const path = program(join(directory('workspace'), 'mine'))
    expect(pathOf(query([], { override: path }))).toBe(path)
  })

  it("is taken from the orchestrator's own directory when the option is relative", () => {
    const path = program(join(root, 'mine'))
    expect(pathOf(query([], { override: relative(process.cwd(), path) }))).toBe(path)
    program(join(directory('workspace'), 'only-there'))
    expect(pathOf(query([], { override: './only-there' }))).toBe(
      `my-agent: the executable option names ${join(process.cwd(), 'only-there')}, which ` +
        'does not exist. Correct it, or install: npm i -g agent',
    )
  })

  // Security: a file of the repository that is called like the agent.
  it.each(['agent', './agent', 'bin/agent'])(
    'is refused when the variable is the relative path %s',
    (named) => {
      program(join(directory('workspace'), 'agent'))
      program(join(directory('workspace/bin'), 'agent'))
      const env = { PATH: '', HTMLGRAPH_MY_AGENT_EXECUTABLE: named }
      expect(pathOf(query([], { env }))).toBe(
        `my-agent: HTMLGRAPH_MY_AGENT_EXECUTABLE is "${named}"; expected an absolute path.`,
      )
    },
  )

  it.each(['agent', ''])('is refused when the option is the mere name "%s"', (override) => {
    program(join(directory('workspace'), 'agent'))
    expect(pathOf(query([], { override }))).toBe(
      `my-agent: the executable option is "${override}", a name without a directory; ` +
        'expected a path, such as "/usr/local/bin/agent".',
    )
  })

  it.each([
    ['nothing', 'the executable option names .*nothing, which does not exist'],
    ['plain', "which is not executable\\. Run: chmod \\+x '.*plain'"],
    ['folder', 'which is not a file'],
  ])('is refused when it is %s', (name, sentence) => {
    program(join(root, 'plain'), 0o644)
    directory('folder')
    expect(pathOf(query([], { override: join(root, name) }))).toMatch(new RegExp(sentence))
  })
})
