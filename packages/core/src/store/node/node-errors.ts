import { HtmlGraphError, nearestName } from '../../contract/index.ts'
import type { NodeReference } from './edge-target.ts'

/** @param twin The id that is there, which may differ in case. */
export function nodeExists({ collection, id }: NodeReference, twin: string): HtmlGraphError {
  const difference = twin === id ? '' : ` as "${twin}", which differs in case only`
  return new HtmlGraphError({
    code: 'HG_NODE_EXISTS',
    message: `There is a node "${collection}/${id}" already${difference}.`,
    hint: 'Choose another id, or leave it out to have one made.',
    details: { collection, id, existing: twin },
  })
}

/** @param address Its id, or `collection/id`. @param known The addresses that there are, in the same form. */
export function nodeNotFound(address: string, known: readonly string[]): HtmlGraphError {
  const nearest = nearestName(address, known)
  return new HtmlGraphError({
    code: 'HG_NODE_NOT_FOUND',
    message: `There is no node "${address}".`,
    hint: nearest === null ? undefined : `Did you mean "${nearest}"?`,
    details: { node: address },
  })
}

/** A node can be read, but not changed: HTML that nobody escaped would swallow the change. */
export function unchangeable(path: string): HtmlGraphError {
  const reason = 'its HTML would swallow the change'
  return new HtmlGraphError({
    code: 'HG_RECORD_CORRUPT',
    message: `The node ${path} cannot be changed: ${reason}.`,
    hint: 'It is kept as it is. Repair its HTML: most often a "<" in its text should be "&lt;".',
    details: { path, reason },
  })
}
