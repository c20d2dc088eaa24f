import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createJob, runOrchestrator, shell } from '../../test/run-program.ts'
import type { RunFailure } from '../contract/index.ts'
import { type ProcessJob, startProcess } from './index.ts'

let directory = ''
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'htmlgraph-failure-'))
})
afterAll(() => rmSync(directory, { recursive: true }))

async function failureOf(job: ProcessJob): Promise<RunFailure> {
  const outcome = await startProcess(job)
  if ('failure' in outcome) return outcome.failure
  throw new Error('It was started.')
}

function write(name: string, content: string, mode: number): string {
  const path = join(directory, name)
  writeFileSync(path, content)
  chmodSync(path, mode)
  return path
}

// Faults: "no such file" can mean three things; each has its own sentence and remedy.
describe('what cannot be started', () => {
  it('is a program that does not exist', async () => {
    const failure = await failureOf(createJob(join(directory, 'nothing'), []))
    expect(failure).toMatchObject({ kind: 'not-installed', retryable: false })
    expect(failure.message).toMatch(/nothing does not exist\. Install it again/)
  })

  it('is a program in a working directory that is gone', async () => {
    const failure = await failureOf(shell('true', { cwd: join(directory, 'gone') }))
    expect(failure.kind).toBe('agent-error')
    expect(failure.message).toMatch(/^The working directory .*gone does not exist any more\./)
  })

  it('is a script whose interpreter is missing', async () => {
    const path = write('script', '#!/no/such/interpreter\n', 0o755)
    const failure = await failureOf(createJob(path, []))
    expect(failure.kind).toBe('not-installed')
    expect(failure.message).toMatch(/needs the interpreter \/no\/such\/interpreter/)
  })

  it('is a file that is not executable', async () => {
    const path = write('plain', 'echo hi', 0o644)
    const failure = await failureOf(createJob(path, []))
    expect(failure.kind).toBe('not-installed')
    expect(failure.message).toContain(`is not executable. Run: chmod +x '${path}'`)
  })

  it('is a directory', async () => {
    expect((await failureOf(createJob(directory, []))).message).toMatch(/is not a file\. Give/)
  })

  // Faults: an argument or a variable of 128 KiB.
  it('is a program with too long an argument', async () => {
    const failure = await failureOf(createJob('/bin/true', ['x'.repeat(200_000)]))
    expect(failure).toMatchObject({ kind: 'agent-error', retryable: false })
    expect(failure.message).toMatch(/its arguments \(200001 bytes\).*E2BIG.*standard input/s)
  })

  it('is a program with too long a variable, which is named', async () => {
    const failure = await failureOf(
      shell('true', { env: { SMALL: 'x', BIG: 'x'.repeat(200_000) } }),
    )
    expect(failure.message).toMatch(/E2BIG.*The longest variable is BIG\./s)
  })

  // Faults: no file descriptor left. EAGAIN cannot be provoked here: root has no limit of processes.
  it('is anything while this process has too many open files, but later it may', async () => {
    const { output } = await runOrchestrator(`
      import { closeSync, openSync } from 'node:fs'
      const job = helpers.shell('echo fine')
      await helpers.runToEnd(job)
      const files = []
      try {
        for (;;) files.push(openSync('/dev/null'))
      } catch {}
      const { failure } = await runner.startProcess(job)
      files.forEach((file) => closeSync(file))
      console.log(JSON.stringify([failure.kind, failure.retryable, /EMFILE/.test(failure.message)]))
      console.log((await helpers.runToEnd(job)).lines[0])
    `)
    expect(output).toBe('["agent-error",true,true]\nfine\n')
  })
})
