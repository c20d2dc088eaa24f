import { isCorrupt } from '../collection/stored-nodes.ts'
import { isTaskId } from '../task-id.ts'
import type { CheckedCollection } from './checked-collection.ts'
import { createFinding, type Finding, type FindingKind, fileOf } from './finding.ts'

/** Says what is wrong with files that are no whole nodes. They are read anew: what was repaired meanwhile is left out. */
export function findProblems(
  collection: CheckedCollection,
  ids: readonly string[],
): readonly Finding[] {
  return ids.flatMap((id) => {
    const file = fileOf(collection, id)
    if (!isTaskId(id)) return createFinding('foreign', file, 'its name is no id')
    try {
      const content = collection.files.read(id)
      if (content !== null) collection.describe(id, content.text)
      return []
    } catch (error) {
      if (!isCorrupt(error)) throw error
      return createFinding(kindOf(error.details), file, error.message)
    }
  })
}

function kindOf(details: Readonly<Record<string, unknown>>): FindingKind {
  if (details.holds !== undefined) return 'duplicate'
  return details.type === undefined ? 'corrupt' : 'foreign'
}
