import type { Condition } from './condition.ts'
import type { Scalar } from './query-field.ts'
import type { Test } from './test.ts'

/** A piece of SQL that is true or false, with its values. */
export interface Clause {
  readonly sql: string
  readonly values: readonly (string | number | null)[]
}

/** What holds for every row. */
export const ALWAYS: Clause = { sql: '1', values: [] }

/**
 * Conditions as SQL over the rows of `nodes`. What only the file tells is left out, so that more rows than wanted may
 * pass; `isWhole` says whether that is so.
 */
export function filterSql<Node>(
  conditions: readonly Condition<Node>[],
): Clause & { readonly isWhole: boolean } {
  const known = conditions.filter(
    (condition) => 'property' in condition || condition.field.sql !== null,
  )
  return {
    ...join(known.map(conditionSql), ' AND ', ALWAYS),
    isWhole: known.length === conditions.length,
  }
}

function conditionSql<Node>(condition: Condition<Node>): Clause {
  const { tests } = condition
  if ('property' in condition) {
    const one = (test: Test): Clause =>
      exists('json_each(nodes.properties)', [
        { sql: 'key = ?', values: [condition.property] },
        // JSON's true is 1 in SQL, but has no order.
        { sql: 'value' in test ? `type NOT IN ('true', 'false')` : '1', values: [] },
        testSql(test, 'value', propertyIs),
      ])
    return join(
      tests.map((test) => anyOf(test, one)),
      ' AND ',
      ALWAYS,
    )
  }
  const { sql, isList } = condition.field
  if (!isList)
    return join(
      tests.map((test) => testSql(test, sql ?? '', fieldIs)),
      ' AND ',
      ALWAYS,
    )
  const one = (test: Test): Clause =>
    exists(sql ?? '', [testSql(elementTest(test), 'value', fieldIs)])
  return join(
    tests.map((test) => anyOf(test, one)),
    ' AND ',
    ALWAYS,
  )
}

/** Of a list one element must pass; that something is not so must be true of all of it. */
function anyOf(test: Test, one: (test: Test) => Clause): Clause {
  if (test.operator !== 'not') return one(test)
  return negate(
    join(
      test.tests.map((inner) => anyOf(inner, one)),
      ' AND ',
      ALWAYS,
    ),
  )
}

function elementTest(test: Test): Test {
  return test.operator === 'contains' ? { operator: 'in', values: [test.text] } : test
}

function exists(source: string, conditions: readonly Clause[]): Clause {
  const { sql, values } = join(conditions, ' AND ', ALWAYS)
  return { sql: `EXISTS (SELECT 1 FROM ${source} WHERE ${sql})`, values }
}

type Equality = (sql: string, value: Scalar) => Clause

function testSql(test: Test, sql: string, is: Equality): Clause {
  switch (test.operator) {
    case 'in':
      return join(
        test.values.map((value) => is(sql, value)),
        ' OR ',
        { sql: '0', values: [] },
      )
    case 'contains':
      return { sql: `(typeof(${sql}) = 'text' AND instr(${sql}, ?) > 0)`, values: [test.text] }
    case 'not':
      return negate(
        join(
          test.tests.map((inner) => testSql(inner, sql, is)),
          ' AND ',
          ALWAYS,
        ),
      )
    default:
      return compare(sql, test.operator, test.value)
  }
}

const SIGNS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const

/** SQLite would say that every text is greater than any number. */
function compare(sql: string, operator: keyof typeof SIGNS, value: string | number): Clause {
  const type = typeof value === 'string' ? `= 'text'` : `IN ('integer', 'real')`
  return { sql: `(${sql} ${SIGNS[operator]} ? AND typeof(${sql}) ${type})`, values: [value] }
}

function fieldIs(sql: string, value: Scalar): Clause {
  return value === null
    ? { sql: `${sql} IS NULL`, values: [] }
    : { sql: `${sql} = ?`, values: [value as string] }
}

/** JSON knows what a value is; SQL would take `true` for 1. */
function propertyIs(sql: string, value: Scalar): Clause {
  if (value === null || typeof value === 'boolean')
    return { sql: 'type = ?', values: [String(value)] }
  const types = typeof value === 'number' ? `'integer', 'real'` : `'text'`
  return { sql: `(${sql} = ? AND type IN (${types}))`, values: [value] }
}

/** What is unknown in SQL is not so. */
function negate({ sql, values }: Clause): Clause {
  return { sql: `NOT coalesce(${sql}, 0)`, values }
}

function join(clauses: readonly Clause[], operator: string, none: Clause): Clause {
  if (clauses.length === 0) return none
  return {
    sql: `(${clauses.map((clause) => clause.sql).join(operator)})`,
    values: clauses.flatMap((clause) => clause.values),
  }
}
