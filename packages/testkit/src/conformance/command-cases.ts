import { existsSync } from 'node:fs'
import { isAbsolute, relative } from 'node:path'
import type { Command } from '@htmlgraph/core/provider'
import { expect } from 'vitest'
import type { ConformanceCase } from './conformance-case.ts'
import type { Subject } from './subject.ts'

const TRICKY_PROMPTS = [
  '--help',
  '--settings={"hooks":{}}',
  '-x',
  '--',
  '-',
  '@file',
  '/help',
  '!ls',
  'a\nb',
  "it's $HOME `id`",
]

/** Linux refuses a single argument of 128 KiB, and a CLI's arguments can be seen by every user. */
const LONG_PROMPT = 'A prompt of many words. '.repeat(9_000)

/** How a provider turns a request into a command. */
export const commandCases: readonly ConformanceCase[] = [
  {
    name: 'command-pure',
    title: 'makes the same command of the same request and touches neither it nor the disk',
    run(subject) {
      const first = makeCommand(subject)
      expect(makeCommand(subject)).toEqual(first)
      expect(existsSync(subject.paths.run), 'the run directory is made by core').toBe(false)
    },
  },
  {
    name: 'command-shape',
    title: 'gives arguments without NUL and keeps its files inside the directory of the run',
    run(subject) {
      const command = makeCommand(subject)
      for (const argument of command.args) expect(argument).toMatch(/^[^\0]*$/)
      for (const { path } of command.files ?? []) {
        const place = relative(subject.paths.run, path)
        expect(place === '' || place.startsWith('..') || isAbsolute(place), path).toBe(false)
      }
      for (const { path } of command.collect ?? []) expect(isAbsolute(path), path).toBe(true)
    },
  },
  {
    name: 'prompt-no-flag',
    title: 'gives the prompt by standard input or after "--", where it cannot be read as a flag',
    run(subject) {
      const plain = makeCommand(subject, 'Say hello')
      for (const prompt of TRICKY_PROMPTS) {
        const command = makeCommand(subject, prompt)
        const isInput = command.stdin?.includes(prompt) === true
        if (isInput) expect(command.args, prompt).toEqual(plain.args)
        else expect(command.args.slice(command.args.indexOf('--') + 1), prompt).toContain(prompt)
        if (!isInput) expect(command.args, prompt).toContain('--')
      }
    },
  },
  {
    name: 'prompt-long',
    title: 'gives a prompt of 200 KB by standard input',
    run(subject) {
      const command = makeCommand(subject, LONG_PROMPT)
      expect(command.stdin?.includes(LONG_PROMPT), 'standard input holds the prompt').toBe(true)
      expect(Buffer.byteLength(command.args.join(' '))).toBeLessThan(64 * 1024)
    },
  },
  {
    name: 'prompt-verbatim',
    title: 'changes no character of the prompt on its way to the CLI',
    async run(subject) {
      const tricky = ` Grüße 👩‍👩‍👧 \u2028 "quoted" %PATH% $(id)\r\n${'-'.repeat(3)}\t`
      for (const prompt of [tricky, '--settings={"hooks":{}}']) {
        const cli = subject.replay(subject.sample())
        await subject.spawn({ prompt, executable: cli.path })
        const { stdin = '', args = [] } = cli.invocations()[0] ?? {}
        const behind = args.includes('--') ? args.slice(args.indexOf('--')) : []
        expect([stdin, ...behind].join('\n')).toContain(prompt)
      }
    },
  },
]

function makeCommand(subject: Subject, prompt = 'Say hello'): Command {
  return subject.provider.command(subject.request({ prompt }), subject.paths)
}
