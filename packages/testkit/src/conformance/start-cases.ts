import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type AgentResult, isHtmlGraphError } from '@htmlgraph/core/provider'
import { expect } from 'vitest'
import type { ConformanceCase } from './conformance-case.ts'
import type { ConformanceInput } from './conformance-init.ts'
import type { Subject } from './subject.ts'

/** Linux refuses a single argument or variable of 128 KiB. */
const TOO_BIG = 'x'.repeat(200_000)

const WRONG_MODELS = ['-x', '--help', ';id', '$(id)', '`id`', 'a b', 'a\nb', '../x', '']
const FLAG_LIKE_SESSIONS = ['-x', '--help', '--session=x']

/** What keeps an agent from being started, and from being another than was meant. */
export const startCases: readonly ConformanceCase[] = [
  {
    name: 'start-missing',
    title: 'tells a missing program, a missing directory and a missing interpreter apart',
    async run(subject) {
      const directory = subject.temporaryDirectory()
      const script = join(directory, 'script')
      writeFileSync(script, '#!/no/such/interpreter\n')
      chmodSync(script, 0o755)
      const program = join(directory, 'nothing')
      expect(await failureOf(subject, { executable: program })).toMatch(/nothing, which does not/)
      expect(await failureOf(subject, { executable: script })).toMatch(/\/no\/such\/interpreter/)
      const cli = subject.replay(subject.sample())
      const gone = { executable: cli.path, cwd: join(directory, 'gone') }
      await expect(subject.spawn(gone)).rejects.toMatchObject({ code: 'HG_CWD_INVALID' })
    },
  },
  {
    name: 'start-too-big',
    title: 'says what is too big when arguments or variables are more than the system takes',
    async run(subject) {
      const cli = subject.replay(subject.sample())
      const env = { ...subject.init.input?.env, TOO_BIG }
      const message = await failureOf(subject, { executable: cli.path, env })
      expect(message).toMatch(/E2BIG.*TOO_BIG/s)
      const said = await subject.spawn({ executable: cli.path, resume: TOO_BIG }).then(
        ({ error }) => error?.message ?? '',
        (error: unknown) => (isHtmlGraphError(error) ? error.code : String(error)),
      )
      expect(said, 'of a session id').toMatch(/E2BIG|^HG_/)
      expect(said.length, 'without the text itself').toBeLessThan(2_000)
      expect(cli.invocations()).toEqual([])
    },
  },
  {
    name: 'model-name',
    title: 'refuses a model that is no name, so that it cannot be read as a flag or a command',
    async run(subject) {
      const cli = subject.replay(subject.sample())
      for (const model of WRONG_MODELS) {
        const run = subject.spawn({ executable: cli.path, model })
        await expect(run, model).rejects.toMatchObject({ code: 'HG_OPTION_INVALID' })
      }
      expect(cli.invocations(), 'nothing is spawned').toEqual([])
    },
  },
  {
    name: 'session-no-flag',
    title: 'gives a session id so that it cannot be read as a flag, or refuses it',
    run(subject) {
      if (subject.provider.capabilities.resume === false) return
      for (const resume of FLAG_LIKE_SESSIONS) {
        const args = argumentsFor(subject, resume)
        const end = args.includes('--') ? args.indexOf('--') : args.length
        expect(args.slice(0, end), 'an argument of its own').not.toContain(resume)
      }
    },
  },
  {
    name: 'path-hijack',
    title: 'takes no program from the working directory, a relative or an open directory of PATH',
    async run(subject) {
      const cwd = subject.temporaryDirectory()
      const open = subject.temporaryDirectory()
      const places = [cwd, join(cwd, 'bin'), open]
      for (const place of places) putTrap(place, subject.provider.executable.command)
      chmodSync(open, 0o777)
      const unsafe = ['.', '', './bin', 'bin', ...places].join(delimiter)
      const cli = subject.replay(subject.sample())
      const refused = await subject.spawn({ cwd }, { PATH: unsafe })
      const PATH = [unsafe, cli.directory].join(delimiter)
      const found = await subject.spawn({ cwd }, { PATH })
      const sprung = places.filter((place) => existsSync(join(place, 'sprung')))
      expect(sprung, 'where a program was run from').toEqual([])
      expect(refused).toMatchObject({ pid: null, error: { kind: 'not-installed' } })
      expect(found).toMatchObject({ outcome: 'completed' })
      expect(cli.invocations()).toHaveLength(1)
    },
  },
]

async function failureOf(
  subject: Subject,
  input: ConformanceInput & { readonly executable: string },
): Promise<string> {
  const result: AgentResult = await subject.spawn(input)
  expect(result).toMatchObject({ success: false, outcome: 'failed', pid: null })
  expect(result.error?.retryable, 'worth trying again').toBe(false)
  return result.error?.message ?? ''
}

function argumentsFor(subject: Subject, resume: string): readonly string[] {
  try {
    return subject.provider.command(subject.request({ resume }), subject.paths).args
  } catch (error) {
    if (isHtmlGraphError(error)) return []
    throw error
  }
}

/** A program of the CLI's name that tells when it ran. There is no other program on its PATH. */
function putTrap(directory: string, command: string): void {
  mkdirSync(directory, { recursive: true })
  const path = join(directory, command)
  const script = `: > '${join(directory, 'sprung')}'\nwhile read -r line; do :; done`
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
}
