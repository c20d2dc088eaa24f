import type { CollectionIndex } from '../catalog/collection-index.ts'
import type { Describe } from '../catalog/see-file.ts'
import type { NodeFiles } from '../files/node-files.ts'

/** What is needed to look after the files of a collection, whatever its nodes are. */
export interface CheckedCollection {
  readonly name: string
  readonly files: NodeFiles
  /** `null` where there is none. */
  readonly index: () => CollectionIndex | null
  readonly describe: Describe
}
