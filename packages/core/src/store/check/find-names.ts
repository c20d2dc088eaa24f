import { idOfFile } from '../files/node-files.ts'
import type { CheckedCollection } from './checked-collection.ts'
import { createFinding, type Finding, fileOf } from './finding.ts'

/** Git keeps an empty directory, or leaves files out, with these. */
const OF_GIT: readonly string[] = ['.gitattributes', '.gitignore', '.gitkeep']

/** Names of files that no node can have, and those that differ in case only. */
export function findNames(
  collection: CheckedCollection,
  names: readonly string[],
): readonly Finding[] {
  return [...findStrangers(collection, names), ...findTwins(collection)]
}

function findStrangers({ name }: CheckedCollection, names: readonly string[]): readonly Finding[] {
  return names
    .filter((file) => idOfFile(file) === null && !OF_GIT.includes(file))
    .map((file) => createFinding('foreign', `${name}/${file}`, 'it is not named <id>.html'))
}

function findTwins(collection: CheckedCollection): readonly Finding[] {
  const seen = new Map<string, string>()
  return collection.files
    .ids()
    .toSorted()
    .flatMap((id) => {
      const folded = id.toLowerCase()
      const twin = seen.get(folded)
      seen.set(folded, id)
      if (twin === undefined) return []
      const reason = `it differs from ${twin}.html in upper and lower case only`
      return createFinding('twin', fileOf(collection, id), reason)
    })
}
