import { join } from 'node:path'
import { errorCode } from './file-error.ts'
import type { FilePort } from './file-port.ts'

const TEXT = `# What HtmlGraph keeps for this machine only. All of it can be deleted.
/index.sqlite*
/runs/
/.tmp/
`

/** Tells git to leave out what is only local, unless there is such a file already. */
export function writeIgnoreFile(port: FilePort, directory: string): void {
  try {
    const descriptor = port.openSync(join(directory, '.gitignore'), 'wx', 0o600)
    port.writeFileSync(descriptor, TEXT)
    port.closeSync(descriptor)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
}
