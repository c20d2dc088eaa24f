import { dirname, join } from 'node:path'
import { HtmlGraphError } from '../../contract/index.ts'
import { randomHex } from '../random-hex.ts'
import { unwritable } from './file-error.ts'
import type { FilePort } from './file-port.ts'
import { writeIgnoreFile } from './ignore-file.ts'
import { createStoreDirectory } from './store-directory.ts'
import { type TemporaryFile, writeThrough } from './write-text.ts'

/** Older ones are of a process that died: no write takes an hour. */
export const LONGEST_WRITE_MS: number = 3_600_000

/** Texts on their way to a name. They have a directory of their own, so that those of the nodes change with nodes only. */
export interface TemporaryFiles {
  /** Writes a durable file and lets `publish` rename it. If it does not, the file is deleted. @throws HG_STORE_UNWRITABLE */
  write<Result>(text: string, publish: (file: TemporaryFile) => Result): Result
  /** @throws HG_STORE_UNWRITABLE */
  assertWritable(): void
}

/** The files in `.htmlgraph/.tmp` below `root`, which is on the file system of all the others. */
export function createTemporaryFiles(root: string, port: FilePort): TemporaryFiles {
  const directory = createStoreDirectory(port, root, ['.htmlgraph', '.tmp'])
  let name: string | null = null
  let count = 0
  const prepare = (): void => {
    directory.create()
    if (name !== null) return
    writeIgnoreFile(port, dirname(directory.path))
    sweep(port, directory.path)
    name = randomHex(8)
  }
  return {
    write(text, publish) {
      try {
        prepare()
      } catch (error) {
        throw error instanceof HtmlGraphError ? error : unwritable(directory.path, error)
      }
      count += 1
      const path = join(directory.path, `.${name}-${count}.tmp`)
      return writeThrough(port, { path, text }, publish)
    },
    assertWritable: directory.assertWritable,
  }
}

/** What cannot be deleted is no reason to fail: nobody looks at it. */
function sweep(port: FilePort, path: string): void {
  for (const name of port.readdirSync(path)) {
    const file = `${path}/${name}`
    try {
      const { mtimeMs } = port.lstatSync(file)
      if (Date.now() - mtimeMs > LONGEST_WRITE_MS) port.unlinkSync(file)
    } catch {}
  }
}
