import { join } from 'node:path'
import { corruptDocument } from '../document/corrupt-document.ts'
import type { Artifact } from '../document/record-document.ts'
import type { FilePort } from './file-port.ts'
import { readText } from './read-text.ts'
import { createStoreDirectory } from './store-directory.ts'
import { createTemporaryFiles } from './temporary-files.ts'

/** The name of the directory in `.htmlgraph`. */
export const ARTIFACTS = 'artifacts'

/** Texts too long for a page, each in a file named by its hash, so that the same text is kept once. */
export interface ArtifactFiles {
  /** Keeps a text. It is durable before this returns. @throws HG_STORE_UNWRITABLE */
  put(text: string): Artifact
  /** @throws HG_RECORD_CORRUPT when the file is missing, or is not what its name says. */
  read(artifact: Artifact): string
  /** The hashes of all of them. @throws HG_STORE_UNWRITABLE */
  hashes(): readonly string[]
}

/** The files in `.htmlgraph/artifacts` below `root`. */
export function createArtifactFiles(root: string, port: FilePort): ArtifactFiles {
  const directory = createStoreDirectory(port, root, ['.htmlgraph', ARTIFACTS])
  const temporary = createTemporaryFiles(root, port)
  const pathOf = (hash: string): string => join(directory.path, artifactName(hash))
  const textOf = (hash: string): string | null =>
    directory.exists() ? (readText(port, pathOf(hash))?.text ?? null) : null
  return {
    put(text) {
      const artifact = describe(text)
      // What a crash of the machine left of it is written again.
      if (textOf(artifact.hash) === text) return artifact
      directory.create()
      temporary.write(text, (file) => file.rename(pathOf(artifact.hash)))
      return artifact
    },
    read({ hash }) {
      const text = textOf(hash)
      const name = `${ARTIFACTS}/${artifactName(hash)}`
      if (text === null) throw corruptDocument(`its output ${name} is not there`)
      if (describe(text).hash === hash) return text
      throw corruptDocument(`its output ${name} is not what its name says`)
    },
    hashes: () =>
      directory.names().flatMap((name) => /^([0-9a-f]{64})\.txt$/.exec(name)?.[1] ?? []),
  }
}

/** The name of the file of a hash. */
export function artifactName(hash: string): string {
  return `${hash}.txt`
}

function describe(text: string): Artifact {
  // Loaded with the first long output: it takes as long as all of the store.
  const { createHash } = process.getBuiltinModule('node:crypto')
  const bytes = Buffer.from(text)
  return { hash: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length }
}
