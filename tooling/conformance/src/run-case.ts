import { AssertionError } from 'node:assert'
import { inspect } from 'node:util'
import type { InstalledCli } from './agent-cli.ts'
import { type CaseContext, createCaseContext } from './case-context.ts'
import { check } from './check.ts'
import type { ConformanceCase } from './conformance-case.ts'
import { findProcesses } from './find-processes.ts'

/** What became of a case. */
export interface CaseReport {
  /** The id of the CLI. */
  readonly cli: string
  readonly theme: string
  readonly name: string
  readonly passed: boolean
  readonly durationMs: number
  readonly failure: CaseFailure | null
}

/** Why a case failed, with what can be seen of the run. */
export interface CaseFailure {
  readonly message: string
  readonly expected?: string | undefined
  readonly actual?: string | undefined
  /** The results so far, without their raw output. */
  readonly evidence: readonly string[]
}

const CASE_LIMIT_MS = 90_000

/** Runs one case in a workspace of its own. Never throws. */
export async function runCase(each: ConformanceCase, installed: InstalledCli): Promise<CaseReport> {
  const begun = performance.now()
  const context = createCaseContext(installed)
  const failure = await withLimit(runCleanly(each, context)).then(
    () => null,
    (error: unknown) => describe(error, context),
  )
  await context.close()
  return {
    cli: installed.cli.id,
    theme: each.theme,
    name: each.name,
    passed: failure === null,
    durationMs: Math.round(performance.now() - begun),
    failure,
  }
}

/** Whatever a case is about, its runs leave no process behind. */
async function runCleanly(each: ConformanceCase, context: CaseContext): Promise<void> {
  await each.run(context)
  check('what is left', findProcesses(context.workspace.root), [])
}

async function withLimit(running: Promise<void>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>()
  const seconds = CASE_LIMIT_MS / 1000
  const timer = setTimeout(() => reject(new Error(`no end after ${seconds} s`)), CASE_LIMIT_MS)
  await Promise.race([running, promise]).finally(() => clearTimeout(timer))
}

function describe(error: unknown, context: CaseContext): CaseFailure {
  const evidence = context.results.map(({ rawOutput: _, ...result }) => show(result))
  if (error instanceof AssertionError) {
    return {
      message: error.message,
      expected: show(error.expected),
      actual: show(error.actual),
      evidence,
    }
  }
  return { message: explain(error), evidence }
}

/** Where a mistake of the program happened matters; of a sentence for people only the sentence. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.name === 'Error' ? error.message : (error.stack ?? error.message)
}

function show(value: unknown): string {
  return inspect(value, { depth: 6, maxStringLength: 400, maxArrayLength: 30, breakLength: 110 })
}
