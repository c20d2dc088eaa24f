import { createRequire } from 'node:module'
import type * as CssWhat from 'css-what'
import { ALWAYS, type Clause } from './filter-sql.ts'
import { queryError } from './query-error.ts'
import { quoteSql } from './query-field.ts'

const require = createRequire(import.meta.url)

/** A selector that has been understood. */
export interface Selector {
  readonly text: string
  /** One for each of the parts between commas. */
  readonly parts: readonly (readonly CssWhat.Selector[])[]
}

/** @throws HG_QUERY_INVALID with the place where it cannot be understood. */
export function readSelector(text: string): Selector {
  // Loaded with the first selector: nothing else needs it.
  const { parse } = require('css-what') as typeof CssWhat
  if (typeof text !== 'string' || text.trim() === '') {
    throw queryError(`query got ${JSON.stringify(text)}; expected a CSS selector`)
  }
  try {
    return { text, parts: parse(text) }
  } catch (error) {
    throw queryError(`The selector ${JSON.stringify(text)} cannot be used: ${placeOf(text, error)}`)
  }
}

function placeOf(text: string, error: unknown): string {
  const { message } = error as Error
  const place = [...text].findIndex((_, start) => start > 0 && message.includes(text.slice(start)))
  return place === -1 ? message : `${message} (character ${place + 1})`
}

/**
 * The rows among which the matches of a selector are. Only what it says of the attributes of its first `article` is used,
 * and of nodes that have more than one article nothing.
 *
 * @param isVerbatim Whether the index holds an attribute as it stands in the file.
 */
export function selectorSql(
  { parts }: Selector,
  isVerbatim: (attribute: string) => boolean,
): Clause {
  const clauses = parts.map((tokens) => compoundSql(firstCompound(tokens), isVerbatim))
  if (clauses.some(({ sql }) => sql === ALWAYS.sql)) return ALWAYS
  return {
    sql: `(NOT is_plain OR ${clauses.map(({ sql }) => sql).join(' OR ')})`,
    values: clauses.flatMap(({ values }) => values),
  }
}

function firstCompound(tokens: readonly CssWhat.Selector[]): readonly CssWhat.Selector[] {
  const combinators = ['descendant', 'child', 'sibling', 'adjacent', 'parent', 'column-combinator']
  const end = tokens.findIndex(({ type }) => combinators.includes(type))
  return end === -1 ? tokens : tokens.slice(0, end)
}

function compoundSql(
  tokens: readonly CssWhat.Selector[],
  isVerbatim: (attribute: string) => boolean,
): Clause {
  if (!tokens.some((token) => token.type === 'tag' && token.name === 'article')) return ALWAYS
  const known = tokens.flatMap((token) => attributeSql(token, isVerbatim))
  if (known.length === 0) return ALWAYS
  return {
    sql: `(${known.map(({ sql }) => sql).join(' AND ')})`,
    values: known.flatMap(({ values }) => values),
  }
}

function attributeSql(
  token: CssWhat.Selector,
  isVerbatim: (attribute: string) => boolean,
): readonly Clause[] {
  if (token.type !== 'attribute' || token.ignoreCase === true || !isVerbatim(token.name)) return []
  const sql =
    token.name === 'data-status' ? 'status' : `attributes ->> ${quoteSql(`$."${token.name}"`)}`
  if (token.action === 'exists') return [{ sql: `${sql} IS NOT NULL`, values: [] }]
  return token.action === 'equals' ? [{ sql: `${sql} = ?`, values: [token.value] }] : []
}
