import {
  type AgentResult,
  HtmlGraphError,
  type SpawnRequest,
  type Verification,
} from '../contract/index.ts'
import { type Executable, resolveExecutable, runProgram } from '../runner/index.ts'
import { assertSchema, checkStructured } from '../spawner/index.ts'

/** A command that ends with 0 when all is well: run in the agent's working directory, without a shell. */
export interface CommandCheck {
  /** A program and its arguments: `'npm test'`, or a list where one of them has a space or a quote. */
  readonly command: string | readonly string[]
  /** Milliseconds. @default 600_000 */
  readonly timeoutMs?: number | undefined
  /** Variables for it, beside the base list: it runs what the agent wrote, so keys are not passed on. @default {} */
  readonly env?: Readonly<Record<string, string>> | undefined
}

/** A JSON schema for `structured`, or for the answer where that is JSON. */
export interface SchemaCheck {
  readonly schema: Readonly<Record<string, unknown>>
}

/** A check of your own: `true` when it passed, else `false` or why not. */
export type CustomCheck = (
  result: AgentResult,
  request: SpawnRequest,
) => boolean | string | Promise<boolean | string>

/** How a finished run is checked by something else than the agent that did it. */
export type Verify = CommandCheck | SchemaCheck | CustomCheck

/** A check that is ready to run. */
export type Check = (
  result: AgentResult,
  request: SpawnRequest & { readonly signal: AbortSignal },
) => Promise<Verification>

const DEFAULT_TIMEOUT_MS = 600_000

/**
 * Makes a check ready, as far as that can be done before anything is spawned.
 *
 * @throws HG_OPTION_INVALID when it is none, or its program is not there.
 */
export function prepareCheck(verify: Verify): Check {
  if (typeof verify === 'function') return customCheck(verify)
  if (typeof verify !== 'object' || verify === null) throw invalid(`verify is ${typeof verify}`)
  if ('schema' in verify) return schemaCheck(verify)
  if ('command' in verify) return commandCheck(verify)
  throw invalid('verify has neither command nor schema')
}

function customCheck(verify: CustomCheck): Check {
  const check = verify.name || 'check'
  return async (result, request) => {
    const startedAt = performance.now()
    const found = await callCheck(verify, result, request)
    const tail = typeof found === 'string' ? found : null
    const verdict = found === true ? 'passed' : 'failed'
    return { check, verdict, exitCode: null, tail, durationMs: since(startedAt) }
  }
}

/** A check that throws has found nothing good. */
async function callCheck(
  verify: CustomCheck,
  result: AgentResult,
  request: SpawnRequest,
): Promise<boolean | string> {
  try {
    return await verify(result, request)
  } catch (error) {
    return `The check threw: ${error instanceof Error ? error.message : String(error)}`
  }
}

function schemaCheck({ schema }: SchemaCheck): Check {
  assertSchema('withVerification', schema)
  return async (result) => {
    const startedAt = performance.now()
    const problem = checkStructured(schema, result.structured ?? parseAnswer(result.response))
    const verdict = problem === null ? 'passed' : 'failed'
    return {
      ...{ check: 'schema', verdict, exitCode: null, tail: problem },
      durationMs: since(startedAt),
    }
  }
}

function parseAnswer(response: string): unknown {
  try {
    return JSON.parse(response)
  } catch {
    return undefined
  }
}

function commandCheck({ command, timeoutMs = DEFAULT_TIMEOUT_MS, env = {} }: CommandCheck): Check {
  const words = wordsOf(command)
  const [program = '', ...args] = words
  if (!Number.isSafeInteger(timeoutMs) || timeoutMs < 1) {
    throw invalid(`timeoutMs is ${String(timeoutMs)}`, 'whole milliseconds above 0')
  }
  const executable = findProgram(program, process.cwd())
  return async (_result, { cwd = process.cwd(), signal }) => {
    const end = await runProgram({
      ...{ executable, args, cwd, env, timeoutMs, signal, baseEnv: process.env },
    })
    if ('failure' in end) return notRun(words, end.failure.message)
    const stopped = end.stopReason === 'timeout' ? `Stopped after ${timeoutMs} ms. ` : ''
    return {
      check: words.join(' '),
      verdict: end.exitCode === 0 && end.stopReason === null ? 'passed' : 'failed',
      exitCode: end.exitCode,
      tail: `${stopped}${end.tail}` || null,
      durationMs: Math.round(end.durationMs),
    }
  }
}

function notRun(words: readonly string[], tail: string): Verification {
  return { check: words.join(' '), verdict: 'failed', exitCode: null, tail, durationMs: 0 }
}

/** No shell is there to read quotes, pipes or variables. */
const SHELL_SIGNS = /["'`$|&;<>(){}*?\\\n]/

function wordsOf(command: string | readonly string[]): readonly string[] {
  const expected = 'a program and its arguments, as text without quotes or as a list'
  if (typeof command !== 'string') {
    const isList = Array.isArray(command) && command.every((word) => typeof word === 'string')
    if (isList && command[0]) return command
    throw invalid(`command is ${JSON.stringify(command)}`, expected)
  }
  if (!SHELL_SIGNS.test(command) && command.trim() !== '') return command.trim().split(/\s+/)
  throw invalid(`command is ${JSON.stringify(command)}`, `${expected}; there is no shell`)
}

function findProgram(program: string, cwd: string): Executable {
  const found = resolveExecutable({
    provider: 'withVerification',
    spec: { command: program, install: `Install ${program}.`, minVersion: '0', testedVersions: [] },
    override: program.includes('/') ? program : null,
    cwd,
    env: process.env,
  })
  if (!('failure' in found)) return found
  throw invalid(`the program "${program}" cannot be run: ${found.failure.message}`)
}

function since(startedAt: number): number {
  return Math.round(performance.now() - startedAt)
}

function invalid(
  problem: string,
  expected = 'a function, { command } or { schema }',
): HtmlGraphError {
  return new HtmlGraphError({
    code: 'HG_OPTION_INVALID',
    message: `withVerification: ${problem}; expected ${expected}.`,
    details: { option: 'verify', problem },
  })
}
