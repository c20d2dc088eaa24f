import type { CollectionIndex } from '../catalog/collection-index.ts'
import type { WithProperties } from '../query/condition.ts'
import { positionOf, readCursor, readOrder, writeCursor } from '../query/order.ts'
import { readFilter } from '../query/read-filter.ts'
import { readSummand, type Total } from '../query/totals.ts'
import { unknownField } from '../record/field-error.ts'
import { isTaskId } from '../task-id.ts'
import { aggregateNodes, type Group, type Tally } from './aggregate-nodes.ts'
import { findNodes, type Query } from './find-nodes.ts'
import { checkQueryOptions, type QueryOptions } from './query-options.ts'
import { type SearchHit, type SearchOptions, searchNodes } from './search-nodes.ts'
import { type Match, selectElements } from './select-elements.ts'
import { readSelection, selectFields } from './select-fields.ts'
import {
  answer,
  isCorrupt,
  readDocument,
  type StoredNodes,
  type StoreProblem,
} from './stored-nodes.ts'

/** A part of the nodes that a query means. */
export interface Page<Node> {
  readonly nodes: readonly Node[]
  /** Goes on behind them, as the `cursor` of the next query; `null` when there are no more. */
  readonly cursor: string | null
}

/** What is grouped, and what is added up in each group. */
export interface GroupOptions<Filter, Summand extends string> {
  /** @default {} */
  readonly where?: Filter | undefined
  /** Fields that are numbers, or `properties.NAME`. @default [] */
  readonly sum?: readonly Summand[] | undefined
  readonly strict?: boolean | undefined
}

/** The questions that every collection answers. Without `strict` an edit in place of a file that a query leaves out is not seen. */
export interface Queries<Node, Filter, Field extends keyof Node & string> {
  /** All nodes, by time of creation, then by id. Files that cannot be read are left out; see `problems`. */
  all(): readonly Node[]
  /**
   * The nodes that match: each field equals its value, one of a list, or passes `{ gte, lte, gt, lt, in, contains, not }`.
   *
   * @throws HG_FIELD_UNKNOWN, HG_QUERY_INVALID, HG_OPTION_INVALID
   */
  where(filter: Filter, options?: QueryOptions): readonly Node[]
  /** As `where`, with a cursor that goes on behind the last node. */
  page(filter: Filter, options?: QueryOptions): Page<Node>
  /** A few fields of the nodes that match. The files are only looked at, not read: much faster for lists. */
  select<Name extends Field>(
    names: readonly Name[],
    filter?: Filter,
    options?: QueryOptions,
  ): readonly Pick<Node, Name>[]
  /** How many nodes match. No node is read. */
  count(filter?: Filter, options?: { readonly strict?: boolean | undefined }): number
  /** The sum of a field that is a number, and how many nodes have none. No node is read. */
  sum(name: string, filter?: Filter, options?: { readonly strict?: boolean | undefined }): Total
  /** Counts and sums by the values of a field, the nodes without one last. No node is read. */
  groupBy<Summand extends string = never>(
    name: string,
    options?: GroupOptions<Filter, Summand>,
  ): readonly Group<Summand>[]
  /**
   * The elements that a CSS selector finds in the files, node by node.
   *
   * ```ts
   * sdk.taskDelegations.query('article[data-status="failed"] a[data-relationship]')
   * ```
   *
   * @throws HG_QUERY_INVALID with the place in the selector
   */
  query(selector: string, options?: QueryOptions): readonly Match<Node>[]
  /** The nodes whose title, prompt or output have all of these words, the best first. `"exact phrase"` and `begin*` work. */
  search(words: string, options?: SearchOptions<Filter>): readonly SearchHit<Node>[]
  /** The files that are no whole node, by name. */
  problems(): readonly StoreProblem[]
}

/** The questions about these nodes. */
export function createQueries<
  Node extends WithProperties,
  Document,
  Filter extends object,
  Field extends keyof Node & string,
>(nodes: StoredNodes<Node, Document>): Queries<Node, Filter, Field> {
  const { codec } = nodes
  const toQuery = (filter: object, options: QueryOptions = {}): Query<Node> => {
    const { sort, limit, cursor, strict } = checkQueryOptions(options, codec.defaultSort)
    const order = readOrder(sort, codec.fields)
    const after = cursor === null ? null : readCursor(cursor, order)
    return { conditions: readFilter(filter, codec.fields), order, limit, after, isStrict: strict }
  }
  const where = (filter: object, options?: QueryOptions): readonly Node[] =>
    findNodes(nodes, toQuery(filter, options)).map(({ node }) => node)
  const whole = (filter: object = {}, options: object = {}): Tally => {
    const aggregation = { by: [], summands: [], query: toQuery(filter, options) }
    return aggregateNodes(nodes, aggregation)[0] as Tally
  }
  return {
    all: () => where({}),
    where,
    page: (filter, options) => takePage(nodes, toQuery(filter, options)),
    select: (names, filter = {} as Filter, options = {}) =>
      selectFields(nodes, readSelection(names, codec.fields), toQuery(filter, options)) as never,
    count: (filter, options) => whole(filter, options).count,
    sum(name, filter = {} as Filter, options = {}) {
      const summands = [readSummand(name, codec.fields)]
      const aggregation = { by: [], summands, query: toQuery(filter, options) }
      return aggregateNodes(nodes, aggregation)[0]?.sums[name] as Total
    },
    groupBy(name, { where: filter = {} as Filter, sum = [], strict = false } = {}) {
      const by = codec.fields.get(name)
      if (by === undefined || by.isList)
        throw unknownField('groupBy', name, [...codec.fields.keys()])
      const summands = sum.map((each) => readSummand(each, codec.fields))
      const query = toQuery(filter, { strict })
      return aggregateNodes(nodes, { by: [by], summands, query }).map(toGroup) as never
    },
    query: (selector, options) => selectElements(nodes, selector, toQuery({}, options)),
    search: (words, { where: filter = {} as Filter, limit = 20 } = {}) =>
      searchNodes(nodes, words, toQuery(filter, { limit })),
    problems: () => findProblems(nodes),
  }
}

function toGroup({ values, count, sums }: Tally): Group {
  return { value: values[0] ?? null, count, sums }
}

function takePage<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
  query: Query<Node>,
): Page<Node> {
  const { limit, order } = query
  const found = findNodes(nodes, { ...query, limit: limit === null ? null : limit + 1 })
  const page = found.slice(0, limit ?? undefined).map(({ node }) => node)
  const last = page.at(-1)
  if (last === undefined || page.length === found.length) return { nodes: page, cursor: null }
  return {
    nodes: page,
    cursor: writeCursor(order, positionOf(order, last, nodes.codec.idOf(last))),
  }
}

function findProblems<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
): readonly StoreProblem[] {
  return problemsOf(nodes)
    .map(([id, reason]) => ({ file: `${id}.html`, path: nodes.files.pathOf(id), reason }))
    .sort((one, other) => (one.file < other.file ? -1 : 1))
}

function problemsOf<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
): readonly (readonly [id: string, reason: string])[] {
  const outOfIndex = (index: CollectionIndex): readonly [string, string][] => {
    index.refresh()
    const sql = 'SELECT id, problem FROM nodes WHERE collection = ? AND problem IS NOT NULL'
    return index.database.all(sql, index.key).map(({ id, problem }) => [`${id}`, `${problem}`])
  }
  const outOfFiles = (): readonly [string, string][] =>
    nodes.files.ids().flatMap((id) => {
      const problem = problemOf(nodes, id)
      return problem === null ? [] : [[id, problem]]
    })
  return answer(nodes, outOfIndex, outOfFiles)
}

/** Why a file is no whole node; `null` when it is one. */
function problemOf<Node extends WithProperties, Document>(
  nodes: StoredNodes<Node, Document>,
  id: string,
): string | null {
  if (!isTaskId(id)) return 'its name is no id'
  try {
    readDocument(nodes, id)
    return null
  } catch (error) {
    if (isCorrupt(error)) return error.message
    throw error
  }
}
