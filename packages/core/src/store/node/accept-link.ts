import { isObject } from '../record/accept-field.ts'
import { invalidField } from '../record/field-error.ts'
import { text } from '../record/field-kind.ts'
import { isTaskId } from '../task-id.ts'
import { accept, filledText } from './accept-text.ts'
import { formatTarget, type NodeReference } from './edge-target.ts'
import type { NodeLink } from './graph-node.ts'

/** A hyperlink as it is written. */
export type WrittenLink = Pick<NodeLink, 'relationship' | 'href' | 'label'>

/** A link of a node as it stands, or a new one. @throws HG_OPTION_INVALID */
export function acceptLink(
  value: unknown,
  path: string,
  { collection }: NodeReference,
): WrittenLink {
  if (!isObject(value)) throw invalidField(path, value, 'an object with relationship and to')
  // One of a node, given back as it is.
  if (typeof value.href === 'string') {
    return {
      relationship: accept(text, value.relationship, `${path}.relationship`),
      href: accept(text, value.href, `${path}.href`),
      label: accept(text, value.label, `${path}.label`),
    }
  }
  const relationship = accept(filledText, value.relationship, `${path}.relationship`).trim()
  const target = acceptTarget(value.to, `${path}.to`, collection)
  const label =
    value.label === undefined ? target.id : accept(filledText, value.label, `${path}.label`).trim()
  return { relationship, href: formatTarget(target, collection), label }
}

/** `id`, `collection/id`, or both by name. @throws HG_OPTION_INVALID */
function acceptTarget(value: unknown, path: string, collection: string): NodeReference {
  const target = typeof value === 'string' ? splitReference(value, collection) : value
  if (isObject(target) && isTaskId(target.collection) && isTaskId(target.id)) {
    return { collection: target.collection, id: target.id }
  }
  throw invalidField(path, value, 'the id of a node, or "collection/id"')
}

function splitReference(text: string, collection: string): object {
  const [first = '', second, ...others] = text.split('/')
  if (others.length > 0) return {}
  return second === undefined ? { collection, id: first } : { collection: first, id: second }
}
