import { ByteTail, lastBytes } from './byte-tail.ts'
import { Deadlines } from './deadlines.ts'
import { LineReader } from './line-reader.ts'
import { guardRun } from './orchestrator-guard.ts'
import type { ProcessExit, ProcessJob, RunningProcess, StopReason } from './process-job.ts'
import { ProcessTree } from './process-tree.ts'
import { redact } from './redact.ts'
import type { SpawnedChild } from './spawn-child.ts'

const DEFAULT_LINE_BYTES = 32 * 1024 * 1024
const DEFAULT_GRACE_MS = 3_000
const STDERR_TAIL_BYTES = 8 * 1024

/** More is kept than is given, so that a secret at the edge is seen whole. */
const STDERR_KEPT_BYTES = 64 * 1024

/** A descendant that holds the outputs open after the exit gets this long to end by itself. */
const PIPES_AFTER_EXIT_MS = 1_000

/** One child from its start until nothing of it is left. */
export class SupervisedProcess implements RunningProcess {
  readonly pid: number
  readonly mark: string
  readonly lines: AsyncIterable<string>
  readonly exit: Promise<ProcessExit>
  readonly #child: SpawnedChild['child']
  readonly #job: ProcessJob
  readonly #reader: LineReader
  readonly #stderr = new ByteTail(STDERR_KEPT_BYTES)
  readonly #tree: ProcessTree
  readonly #deadlines: Deadlines
  readonly #startedAt: number = performance.now()
  #stopReason: StopReason | null = null
  #stopped: Promise<void> | null = null
  #hasExited = false

  constructor(
    { child, pid, mark }: SpawnedChild,
    job: ProcessJob,
    tree: ProcessTree = new ProcessTree(pid, mark),
  ) {
    this.pid = pid
    this.mark = mark
    this.#child = child
    this.#job = job
    this.#tree = tree
    this.#reader = new LineReader(child.stdout, {
      maxLineBytes: job.maxLineBytes ?? DEFAULT_LINE_BYTES,
      secrets: job.secrets,
      outputFile: job.outputFile ?? null,
      onActivity: () => this.#deadlines.touch(),
    })
    this.lines = this.#reader
    this.#deadlines = new Deadlines({
      timeoutMs: job.timeoutMs,
      idleTimeoutMs: job.idleTimeoutMs,
      isHeldBack: () => this.#reader.isHeldBack,
      onReached: (reason) => this.stop(reason),
    })
    this.#readStderr()
    this.#writeStdin()
    this.exit = this.#follow()
  }

  get stopReason(): StopReason | null {
    return this.#stopReason
  }

  stop(reason: StopReason): void {
    if (this.#hasExited || this.#stopReason !== null) return
    this.#stopReason = reason
    this.#stopped = this.#tree.stop(this.#graceMs)
  }

  /** Kills all of it synchronously, for a process that is ending itself. */
  killNow(): void {
    this.#tree.killNow()
  }

  get #graceMs(): number {
    return this.#job.killGraceMs ?? DEFAULT_GRACE_MS
  }

  async #follow(): Promise<ProcessExit> {
    const release = guardRun(this)
    const closed = Promise.all([whenClosed(this.#child.stdout), whenClosed(this.#child.stderr)])
    const [exitCode, signal] = await whenExited(this.#child)
    this.#hasExited = true
    this.#tree.dropLeader()
    this.#deadlines.clear()
    this.#reader.drain()
    if (this.#stopped === null) await within(closed, PIPES_AFTER_EXIT_MS)
    await (this.#stopped ?? this.#tree.sweep(this.#graceMs))
    await within(closed, PIPES_AFTER_EXIT_MS)
    this.#child.stdout.destroy()
    this.#child.stderr.destroy()
    this.#job.outputFile?.close()
    release()
    return {
      exitCode,
      signal,
      stopReason: this.#stopReason,
      stderrTail: this.#cleanStderr(),
      longLines: this.#reader.longLines,
      durationMs: performance.now() - this.#startedAt,
    }
  }

  #readStderr(): void {
    this.#child.stderr.on('data', (chunk: Buffer) => {
      this.#deadlines.touch()
      this.#stderr.push(chunk)
    })
  }

  #cleanStderr(): string {
    const clean = redact(this.#stderr.text(), this.#job.secrets)
    return lastBytes(Buffer.from(clean), STDERR_TAIL_BYTES)
  }

  /** A child that ends without reading makes this fail with EPIPE; its exit code says what that means. */
  #writeStdin(): void {
    this.#child.stdin.on('error', () => {})
    this.#child.stdin.end(this.#job.stdin)
  }
}

function whenExited(child: SpawnedChild['child']): Promise<[number | null, string | null]> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve([code, signal]))
  })
}

function whenClosed(stream: NodeJS.ReadableStream): Promise<void> {
  return new Promise((resolve) => {
    stream.once('close', resolve)
  })
}

/** Waits for `event`, but not longer than `limitMs`. */
async function within(event: Promise<unknown>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise((resolve) => {
    timer = setTimeout(resolve, limitMs)
  })
  await Promise.race([event, limit])
  clearTimeout(timer)
}
