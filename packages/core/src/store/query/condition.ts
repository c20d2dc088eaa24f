import type { PropertyValue } from '../record/delegation-record.ts'
import type { QueryField } from './query-field.ts'
import { passes, passesList, type Test } from './test.ts'

/** What must be true of one field or one free property of a node. */
export type Condition<Node> =
  | { readonly field: QueryField<Node>; readonly tests: readonly Test[] }
  | { readonly property: string; readonly tests: readonly Test[] }

/** A node with free properties. */
export interface WithProperties {
  readonly properties: Readonly<Record<string, PropertyValue>>
}

/** Whether a node fulfils all conditions. */
export function fulfils<Node extends WithProperties>(
  node: Node,
  conditions: readonly Condition<Node>[],
): boolean {
  return conditions.every((condition) => holds(node, condition))
}

function holds<Node extends WithProperties>(node: Node, condition: Condition<Node>): boolean {
  const { tests } = condition
  if ('property' in condition) {
    const { property } = condition
    const value = Object.hasOwn(node.properties, property) ? node.properties[property] : undefined
    return tests.every((test) => passes(value, test))
  }
  const { isList, read } = condition.field
  const value = read(node)
  return tests.every((test) => (isList ? passesList(value as [], test) : passes(value, test)))
}
