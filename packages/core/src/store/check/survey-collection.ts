import type { CollectionIndex } from '../catalog/collection-index.ts'
import { isCorrupt } from '../collection/stored-nodes.ts'
import type { NodeReference } from '../node/edge-target.ts'
import type { CheckedCollection } from './checked-collection.ts'

/** A hyperlink that leads to a node of the store. */
export interface Link {
  /** The node that it is in. */
  readonly source: string
  readonly relationship: string
  readonly target: NodeReference
}

/** What a collection holds. */
export interface Survey {
  /** How many files are whole nodes. */
  readonly nodes: number
  /** The ids of the files that are none. */
  readonly problems: readonly string[]
  /** The links whose target may be missing. */
  readonly links: readonly Link[]
  /** The links to files beside the nodes: their `href`, each with the node that it is in. */
  readonly artifacts: readonly { readonly source: string; readonly href: string }[]
}

/** Takes it from the index where there is one; else every file is read. */
export function surveyCollection(collection: CheckedCollection): Survey {
  const index = collection.index()
  return index === null ? surveyFiles(collection) : surveyRows(index)
}

/** The rows must be up to date, those of the other collections too. */
function surveyRows({ database, key }: CollectionIndex): Survey {
  const countOf = 'SELECT count(*) AS nodes FROM nodes WHERE collection = ? AND problem IS NULL'
  const problemsOf = 'SELECT id FROM nodes WHERE collection = ? AND problem IS NOT NULL'
  const linksOf = `SELECT id AS source, relationship, target_collection, target
    FROM nodes JOIN edges ON source = key WHERE collection = ? AND target IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM nodes AS other
        JOIN collections AS its ON its.key = other.collection AND its.name = target_collection
        WHERE other.id = target COLLATE NOCASE AND other.id = target)`
  const artifactsOf = `SELECT id AS source, href FROM nodes JOIN edges ON source = key
    WHERE collection = ? AND target IS NULL AND href LIKE '../artifacts/%'`
  return {
    artifacts: database.all(artifactsOf, key).map(({ source, href }) => ({
      source: source as string,
      href: href as string,
    })),
    nodes: database.get(countOf, key)?.nodes as number,
    problems: database.all(problemsOf, key).map(({ id }) => id as string),
    links: database.all(linksOf, key).map((row) => ({
      source: row.source as string,
      relationship: row.relationship as string,
      target: { collection: row.target_collection as string, id: row.target as string },
    })),
  }
}

function surveyFiles({ files, describe }: CheckedCollection): Survey {
  const problems: string[] = []
  const links: Link[] = []
  const artifacts: { source: string; href: string }[] = []
  const ids = files.ids()
  for (const id of ids) {
    try {
      const file = files.read(id)
      if (file === null) continue
      for (const { relationship, target, href } of describe(id, file.text).edges) {
        if (target !== null) links.push({ source: id, relationship, target })
        else if (href.startsWith('../artifacts/')) artifacts.push({ source: id, href })
      }
    } catch (error) {
      if (!isCorrupt(error)) throw error
      problems.push(id)
    }
  }
  return { nodes: ids.length - problems.length, problems, links, artifacts }
}
