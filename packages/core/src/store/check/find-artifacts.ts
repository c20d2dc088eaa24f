import { join } from 'node:path'
import { hrefOfArtifact } from '../document/record-document.ts'
import { ARTIFACTS, artifactName, createArtifactFiles } from '../files/artifact-files.ts'
import type { FilePort } from '../files/file-port.ts'
import { LONGEST_WRITE_MS } from '../files/temporary-files.ts'
import { createFinding, type Finding } from './finding.ts'

/** A link to a file beside the nodes, and the file that it is in, from `.htmlgraph`. */
export interface ArtifactLink {
  readonly file: string
  readonly href: string
}

/** Outputs that a record links to and that are not there, and those that no record links to. */
export function findArtifacts(
  root: string,
  port: FilePort,
  links: readonly ArtifactLink[],
): readonly Finding[] {
  const hashes = createArtifactFiles(root, port).hashes()
  const present = new Set(hashes.map(hrefOfArtifact))
  const needed = new Set(links.map(({ href }) => href))
  const missing = links
    .filter(({ href }) => !present.has(href))
    .map(({ file, href }) =>
      createFinding('dangling', file, `its output ${href.slice(3)} is not there`),
    )
  const unused = hashes
    .filter((hash) => !needed.has(hrefOfArtifact(hash)) && isOld(root, port, hash))
    .map((hash) =>
      createFinding('unused', `${ARTIFACTS}/${artifactName(hash)}`, 'no record links to it'),
    )
  return [...missing, ...unused]
}

/** A younger one may be of a record that is just being written. */
function isOld(root: string, port: FilePort, hash: string): boolean {
  const path = join(root, '.htmlgraph', ARTIFACTS, artifactName(hash))
  const stats = port.lstatSync(path, { throwIfNoEntry: false })
  return stats !== undefined && Date.now() - stats.mtimeMs > LONGEST_WRITE_MS
}
