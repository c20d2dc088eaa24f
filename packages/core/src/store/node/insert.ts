import { childrenOf, type ParsedElement } from '../document/parse-elements.ts'
import type { Splice } from './splice.ts'

/** Puts HTML behind all that an element holds, on a line of its own that begins as the line of the last child does. */
export function insertAtEnd(source: string, parent: ParsedElement, html: string): Splice {
  const inner = source.slice(parent.innerStart, parent.innerEnd)
  const kept = inner.trimEnd()
  const at = parent.innerStart + kept.length
  const last = childrenOf(parent).at(-1)
  const indent = last === undefined ? '' : indentOf(source, last)
  return { start: at, end: at, text: `\n${indent}${html}${kept === inner ? '\n' : ''}` }
}

/** Puts HTML behind an element. */
export function insertBehind(source: string, sibling: ParsedElement, html: string): Splice {
  return { start: sibling.end, end: sibling.end, text: `\n${indentOf(source, sibling)}${html}` }
}

/** Puts HTML in the place of what an element holds, behind its child `after` if there is one. */
export function replaceInner(
  parent: ParsedElement,
  html: string,
  after: ParsedElement | null = null,
): Splice {
  return { start: after?.end ?? parent.innerStart, end: parent.innerEnd, text: html }
}

/** Takes an element out, with the line that it stood on when nothing else stood there. */
export function removeElement(source: string, { start, end }: ParsedElement): Splice {
  const before = /\n[ \t]*$/.exec(source.slice(0, start))?.[0] ?? ''
  const isAlone = /^[ \t]*(\n|$)/.test(source.slice(end))
  return { start: isAlone ? start - before.length : start, end, text: '' }
}

function indentOf(source: string, { start }: ParsedElement): string {
  return /(?:^|\n)([ \t]*)$/.exec(source.slice(Math.max(0, start - 200), start))?.[1] ?? ''
}
