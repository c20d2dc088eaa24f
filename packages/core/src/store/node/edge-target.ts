import { isTaskId } from '../task-id.ts'

/** Names one node of the store: the file `<collection>/<id>.html`. */
export interface NodeReference {
  readonly collection: string
  readonly id: string
}

const EXTENSION = '.html'

/**
 * The node that a hyperlink in a node of `collection` leads to; `null` when it leads out of the store.
 * `x.html` is a neighbour, `../features/x.html` a node of another collection. Deeper paths are none:
 * the store has no folders within a collection.
 */
export function readTarget(href: string, collection: string): NodeReference | null {
  const path = href.trim().replace(/[?#].*$/s, '')
  const segments = path.replace(/^(\.\/)+/, '').split('/')
  if (segments.length === 1) return toReference(collection, segments[0])
  const [up, folder, file] = segments
  if (segments.length !== 3 || up !== '..') return null
  return toReference(decode(folder), file)
}

/** The hyperlink that leads from a node of `collection` to another node. */
export function formatTarget(target: NodeReference, collection: string): string {
  const file = `${target.id}${EXTENSION}`
  return target.collection === collection ? file : `../${target.collection}/${file}`
}

function toReference(collection: string, file: string | undefined): NodeReference | null {
  const name = decode(file)
  if (!name.endsWith(EXTENSION)) return null
  const id = name.slice(0, -EXTENSION.length)
  return isTaskId(collection) && isTaskId(id) ? { collection, id } : null
}

function decode(segment: string | undefined): string {
  try {
    return decodeURIComponent(segment ?? '')
  } catch {
    // A stray percent sign; no id has one.
    return ''
  }
}
