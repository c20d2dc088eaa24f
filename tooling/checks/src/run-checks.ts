/** One thing that `npm run lint` or `npm run check` looks at. */
export interface Check {
  title: string
  /** What is wrong, one line or block each; empty when nothing is. */
  run: () => ReadonlyArray<string> | Promise<ReadonlyArray<string>>
}

/** Runs the checks in turn, says what each found, and ends with the counts. */
export async function runChecks(checks: ReadonlyArray<Check>): Promise<void> {
  let failed = 0
  for (const check of checks) {
    const problems = await problemsOf(check)
    failed += problems.length === 0 ? 0 : 1
    process.stdout.write(`${problems.length === 0 ? '✓' : '✗'} ${check.title}\n`)
    for (const problem of problems) process.stdout.write(`${problem.replace(/^/gm, '  ')}\n`)
  }
  process.stdout.write(`\n${checks.length - failed} passed, ${failed} failed\n`)
  if (failed > 0) process.exitCode = 1
}

async function problemsOf(check: Check): Promise<ReadonlyArray<string>> {
  try {
    return await check.run()
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}
