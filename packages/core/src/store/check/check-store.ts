import { basename } from 'node:path'
import type { StoreIndex } from '../catalog/store-index.ts'
import type { FilePort } from '../files/file-port.ts'
import { createNodeFiles } from '../files/node-files.ts'
import { createStoreDirectory } from '../files/store-directory.ts'
import type { CheckedCollection } from './checked-collection.ts'
import { type ArtifactLink, findArtifacts } from './find-artifacts.ts'
import { findLeftovers } from './find-leftovers.ts'
import { findNames } from './find-names.ts'
import { findProblems } from './find-problems.ts'
import { findStale } from './find-stale.ts'
import { createFinding, type Finding, fileOf } from './finding.ts'
import { type Link, surveyCollection } from './survey-collection.ts'

/** How thoroughly a store is looked through. */
export interface CheckOptions {
  /** Read every file, so that edits in place are seen, and compare it with the index. @default false */
  readonly strict?: boolean | undefined
}

/** What a store holds, and what is wrong with it. */
export interface CheckReport {
  /** Each with the number of its whole nodes. */
  readonly collections: readonly { readonly name: string; readonly nodes: number }[]
  /** By file; none when all is well. */
  readonly findings: readonly Finding[]
}

/** The store that is looked through. */
export interface CheckedStore {
  readonly root: string
  readonly index: StoreIndex
  readonly port: FilePort
  readonly collections: readonly CheckedCollection[]
}

/** Looks through all collections. Changes no file. @throws HG_STORE_UNWRITABLE */
export function checkStore(store: CheckedStore, { strict = false }: CheckOptions): CheckReport {
  const { collections } = store
  const stale = strict ? collections.flatMap(findStale) : []
  for (const { index } of collections) index()?.refresh()
  const parts = collections.map((collection) => checkCollection(store, collection))
  const findings = [
    ...parts.flatMap((part) => part.findings),
    ...stale,
    ...findArtifacts(
      store.root,
      store.port,
      parts.flatMap((part) => part.artifacts),
    ),
    ...findLeftovers(store.root, store.port),
    ...findNoIndex(store.index),
  ]
  return {
    collections: parts.map(({ name, nodes }) => ({ name, nodes })),
    findings: findings.toSorted(byFile),
  }
}

interface CheckedPart {
  readonly name: string
  readonly nodes: number
  readonly findings: readonly Finding[]
  readonly artifacts: readonly ArtifactLink[]
}

function checkCollection({ root, port }: CheckedStore, collection: CheckedCollection): CheckedPart {
  const { name } = collection
  const { nodes, problems, links, artifacts } = surveyCollection(collection)
  const names = createStoreDirectory(port, root, ['.htmlgraph', name]).names()
  const missing = links.filter(
    ({ target }) => createNodeFiles(root, target.collection, port).stamp(target.id) === null,
  )
  return {
    name,
    nodes,
    artifacts: artifacts.map(({ source, href }) => ({ file: fileOf(collection, source), href })),
    findings: [
      ...findProblems(collection, problems),
      ...findNames(collection, names),
      ...missing.map((link) => describeDangling(collection, link)),
    ],
  }
}

function findNoIndex({ path, problem }: StoreIndex): readonly Finding[] {
  return problem === null ? [] : [createFinding('index', basename(path), problem)]
}

function describeDangling(collection: CheckedCollection, link: Link): Finding {
  const { source, relationship, target } = link
  const reason = `its link ${relationship} leads to ${target.collection}/${target.id}.html, which is not there`
  return createFinding('dangling', fileOf(collection, source), reason)
}

function byFile(one: Finding, other: Finding): number {
  if (one.file === other.file) return one.reason < other.reason ? -1 : 1
  return one.file < other.file ? -1 : 1
}
