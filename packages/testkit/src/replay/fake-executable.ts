import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** What {@link createFakeExecutable} takes. */
export interface FakeExecutableInit {
  /** The program: an ES module, run by the Node that made it. */
  readonly script: string
  /** The command's name. @default 'fake-cli' */
  readonly name?: string | undefined
  /** Where to put it; made when it is missing, and left standing. @default a private temporary directory */
  readonly directory?: string | undefined
}

/** A program on disk that a test can spawn. */
export interface FakeExecutable extends Disposable {
  /** Absolute path of the command. */
  readonly path: string
  /** Absolute path of the folder that holds it. */
  readonly directory: string
  /** Removes what was written. Safe to call twice. */
  dispose(): void
}

/**
 * Makes an executable out of a Node script: a CLI that hangs, lies, floods or dies as a test needs it.
 *
 * ```ts
 * using cli = createFakeExecutable({ script: 'console.log(process.argv.slice(2))' })
 * ```
 */
export function createFakeExecutable(init: FakeExecutableInit): FakeExecutable {
  const isPrivate = init.directory === undefined
  const directory = resolve(init.directory ?? mkdtempSync(join(tmpdir(), 'htmlgraph-fake-')))
  const name = init.name ?? 'fake-cli'
  mkdirSync(directory, { recursive: true })
  const script = join(directory, `${name}.mjs`)
  writeFileSync(script, init.script)
  const path = writeLauncher(directory, name)
  const dispose = (): void => {
    const written = isPrivate ? [directory] : [script, path]
    for (const target of written) rmSync(target, { recursive: true, force: true, maxRetries: 3 })
  }
  return { path, directory, dispose, [Symbol.dispose]: dispose }
}

// A shebang line takes no spaces and few characters; `exec` keeps the process id and the signals.
function writeLauncher(directory: string, name: string): string {
  const script = join(directory, `${name}.mjs`)
  if (process.platform === 'win32') {
    const path = join(directory, `${name}.cmd`)
    writeFileSync(path, `@${quoteForCmd(process.execPath)} ${quoteForCmd(script)} %*\r\n`)
    return path
  }
  const path = join(directory, name)
  writeFileSync(
    path,
    `#!/bin/sh\nexec ${quoteForSh(process.execPath)} ${quoteForSh(script)} "$@"\n`,
  )
  chmodSync(path, 0o755)
  return path
}

function quoteForSh(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

function quoteForCmd(text: string): string {
  return `"${text.replaceAll('%', '%%')}"`
}
