import type { CollectionIndex } from '../catalog/collection-index.ts'
import { TEXT_SCHEMA } from '../catalog/schema.ts'
import { fulfils, type WithProperties } from '../query/condition.ts'
import { filterSql } from '../query/filter-sql.ts'
import { readWords, type Word } from '../query/search-words.ts'
import type { SearchTexts } from './codec.ts'
import { findNodes, type Query } from './find-nodes.ts'
import { answer, isCorrupt, readDocument, type StoredNodes } from './stored-nodes.ts'

/** Of a longer text only the beginning is searched, in characters. */
const MOST_SEARCHED = 1024 * 1024

/** An excerpt has about so many characters before and behind the word. */
const AROUND = 80

/** A node that has the words. */
export interface SearchHit<Node> {
  readonly node: Node
  /** The text around the first of the words. */
  readonly excerpt: string
}

/** Where and how much is searched. */
export interface SearchOptions<Filter> {
  /** @default {} */
  readonly where?: Filter | undefined
  /** At most so many. @default 20 */
  readonly limit?: number | undefined
}

/** The nodes that have all of the words, the best first. */
export function searchNodes<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
  text: string,
  query: Query<Node>,
): readonly SearchHit<Node>[] {
  const words = readWords(text)
  return answer(
    nodes,
    (index) => searchIndexed(nodes, index, { words, query }),
    () => searchRead(nodes, words, query),
  )
}

function searchIndexed<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
  index: CollectionIndex,
  { words, query }: { readonly words: readonly Word[]; readonly query: Query<Node> },
): readonly SearchHit<Node>[] {
  index.refresh(query.isStrict)
  index.database.write(() => addTexts(nodes, index))
  const hits: SearchHit<Node>[] = []
  for (const id of findIds(index, words, query)) {
    if (hits.length === query.limit) break
    const node = readOrNull(nodes, id)
    if (node === null || !fulfils(node, query.conditions)) continue
    hits.push({ node, excerpt: excerptOf(nodes.codec.textsOf(node), words) })
  }
  return hits
}

/** A hit in a title says more than one in a prompt, and that more than one in an output. */
function findIds<Node>(
  index: CollectionIndex,
  words: readonly Word[],
  { conditions }: Query<Node>,
): readonly string[] {
  const filter = filterSql(conditions)
  const sql = `SELECT id FROM texts JOIN nodes ON nodes.key = texts.rowid
    WHERE texts MATCH ? AND collection = ? AND problem IS NULL AND searchable AND ${filter.sql}
    ORDER BY bm25(texts, 8, 3, 1), id`
  const match = words.map(({ text, isPrefix }) => `"${text}"${isPrefix ? ' *' : ''}`).join(' AND ')
  return index.database.all(sql, match, index.key, ...filter.values).map(({ id }) => id as string)
}

/** The words of the nodes that were changed since the last search. */
function addTexts<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
  { database, key: collection }: CollectionIndex,
): void {
  database.execute(TEXT_SCHEMA)
  const sql =
    'SELECT key, id FROM nodes WHERE collection = ? AND NOT searchable AND problem IS NULL'
  for (const { key, id } of database.all(sql, collection) as { key: number; id: string }[]) {
    const node = readOrNull(nodes, id)
    if (node === null) continue
    const { title, prompt, output } = nodes.codec.textsOf(node)
    const texts = [title, prompt, output].map((text) => text.slice(0, MOST_SEARCHED))
    const put = 'INSERT OR REPLACE INTO texts (rowid, title, prompt, output) VALUES (?, ?, ?, ?)'
    database.run(put, key, ...texts)
    database.run('UPDATE nodes SET searchable = 1 WHERE key = ?', key)
  }
}

function readOrNull<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
  id: string,
): Node | null {
  try {
    const stored = readDocument(nodes, id)
    return stored === null ? null : nodes.codec.nodeOf(stored.document)
  } catch (error) {
    if (isCorrupt(error)) return null
    throw error
  }
}

/** The same without an index: every node is read, and they come in their order. */
function searchRead<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
  words: readonly Word[],
  query: Query<Node>,
): readonly SearchHit<Node>[] {
  const found = findNodes(nodes, { ...query, limit: null }).map(({ node }) => node)
  return found
    .filter((node) => {
      const { title, prompt, output } = nodes.codec.textsOf(node)
      const all = [title, prompt, output].map((text) => text.slice(0, MOST_SEARCHED)).join('\n')
      return words.every(({ pattern }) => pattern.test(fold(all)))
    })
    .slice(0, query.limit ?? undefined)
    .map((node) => ({ node, excerpt: excerptOf(nodes.codec.textsOf(node), words) }))
}

function excerptOf({ title, prompt, output }: SearchTexts, words: readonly Word[]): string {
  const found = [output, prompt, title].find((text) =>
    words.some((word) => word.pattern.test(fold(text))),
  )
  const text = found ?? title
  const places = words
    .map(({ pattern }) => fold(text).search(pattern))
    .filter((place) => place >= 0)
  const place = Math.min(...places, text.length)
  const start = Math.max(0, place - AROUND)
  const end = place + AROUND
  const part = text.slice(start, end).replaceAll(/\s+/g, ' ').trim()
  return `${start > 0 ? '…' : ''}${part.toWellFormed()}${end < text.length ? '…' : ''}`
}

/** As the index compares words: without accents and case. Mostly as long as the text, so that places can be told. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
}
