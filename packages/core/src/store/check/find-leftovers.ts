import { join } from 'node:path'
import type { FilePort } from '../files/file-port.ts'
import { createStoreDirectory } from '../files/store-directory.ts'
import { LONGEST_WRITE_MS } from '../files/temporary-files.ts'
import { createFinding, type Finding } from './finding.ts'

/** Temporary files of processes that died. */
export function findLeftovers(root: string, port: FilePort): readonly Finding[] {
  const { path, names } = createStoreDirectory(port, root, ['.htmlgraph', '.tmp'])
  return names()
    .filter((name) => {
      const stats = port.lstatSync(join(path, name), { throwIfNoEntry: false })
      return stats !== undefined && Date.now() - stats.mtimeMs > LONGEST_WRITE_MS
    })
    .map((name) => createFinding('leftover', `.tmp/${name}`, 'it is older than any write takes'))
}
