import {
  childrenOf,
  findElement,
  findElements,
  type ParsedElement,
  textOf,
} from '../document/parse-elements.ts'
import type { WrittenLink } from './accept-link.ts'
import { insertAtEnd, insertBehind, removeElement } from './insert.ts'
import type { LinkElement, NodeArticle } from './node-article.ts'
import type { NodePage } from './node-page.ts'
import type { Splice } from './splice.ts'
import { writeLink, writeLinkGroup, writeLinks } from './write-node.ts'

/** Makes these the links of a node. Those that stay are left as they are written. */
export function editLinks(
  { source, parts }: NodePage,
  links: readonly WrittenLink[],
): readonly Splice[] {
  const wanted = links.map(keyOf)
  const removed = parts.links.filter((link) => !takeOne(wanted, keyOf(toWritten(link))))
  const known = parts.links.map((link) => keyOf(toWritten(link)))
  const added = links.filter((link) => !takeOne(known, keyOf(link)))
  return [...removeLinks(source, parts, { removed, added }), ...addLinks(source, parts, added)]
}

function toWritten({ element, relationship }: LinkElement): WrittenLink {
  return { relationship, href: element.attributes.href ?? '', label: textOf(element).trim() }
}

function keyOf({ relationship, href, label }: WrittenLink): string {
  return JSON.stringify([relationship, href, label])
}

/** Whether a list has a text, which is then taken out of it. */
function takeOne(list: string[], text: string): boolean {
  const place = list.indexOf(text)
  if (place !== -1) list.splice(place, 1)
  return place !== -1
}

interface LinkChange {
  readonly removed: readonly LinkElement[]
  readonly added: readonly WrittenLink[]
}

/** A group that loses its last link goes as a whole: its heading would say nothing. */
function removeLinks(
  source: string,
  { navigation }: NodeArticle,
  { removed, added }: LinkChange,
): readonly Splice[] {
  if (navigation === null || removed.length === 0) return []
  const gone = new Set(removed.map(({ element }) => element))
  const emptied = groupsIn(navigation).filter((group) => {
    const stays = linksIn(group).some((link) => !gone.has(link))
    return (
      !stays &&
      linksIn(group).length > 0 &&
      !added.some((link) => isGroupOf(group, link.relationship))
    )
  })
  const covered = new Set(emptied.flatMap(linksIn))
  const single = [...gone].filter((link) => !covered.has(link))
  return [...emptied, ...single.map((link) => itemOf(navigation, link))].map((element) =>
    removeElement(source, element),
  )
}

/** The list item of a link; the link itself when something else stands there too. */
function itemOf(navigation: ParsedElement, link: ParsedElement): ParsedElement {
  const item = findElement(
    navigation,
    (element) => element.name === 'li' && childrenOf(element).includes(link),
  )
  return item !== undefined && textOf(item).trim() === textOf(link).trim() ? item : link
}

function addLinks(
  source: string,
  { article, header, navigation }: NodeArticle,
  added: readonly WrittenLink[],
): readonly Splice[] {
  if (added.length === 0) return []
  if (navigation === null) {
    const html = writeLinks(added)
    if (header !== null) return [insertBehind(source, header, html)]
    return [{ start: article.innerStart, end: article.innerStart, text: `\n${html}` }]
  }
  return [...Map.groupBy(added, ({ relationship }) => relationship)].flatMap(
    ([relationship, links]) => {
      const group = groupsIn(navigation).find((each) => isGroupOf(each, relationship))
      const list =
        group === undefined
          ? undefined
          : findElement(group, ({ name }) => name === 'ul' || name === 'ol')
      if (list === undefined)
        return [insertAtEnd(source, navigation, writeLinkGroup(relationship, links))]
      return links.map((link) => insertAtEnd(source, list, writeLink(link)))
    },
  )
}

function groupsIn(navigation: ParsedElement): readonly ParsedElement[] {
  return findElements(navigation, ({ attributes }) => attributes['data-edge-type'] !== undefined)
}

function isGroupOf(group: ParsedElement, relationship: string): boolean {
  return group.attributes['data-edge-type'] === relationship
}

function linksIn(element: ParsedElement): readonly ParsedElement[] {
  return findElements(element, ({ name }) => name === 'a')
}
