import { isTaskId } from '../task-id.ts'
import { childrenOf, findElements, type ParsedElement, textOf } from './parse-elements.ts'
import { type Edge, RELATIONSHIPS } from './record-document.ts'

/** The hyperlinks of a node: those that are fields of a delegation, and all others as `edges`. */
export interface ReadEdges {
  readonly parent: string | null
  readonly dependsOn: readonly string[]
  readonly edges: readonly Edge[]
}

const NO_EDGES: ReadEdges = { parent: null, dependsOn: [], edges: [] }

/** Reads the links in the `nav[data-graph-edges]` of an `<article>`. */
export function readEdges(article: ParsedElement): ReadEdges {
  const navigations = childrenOf(article).filter(
    (child) => child.attributes['data-graph-edges'] !== undefined,
  )
  return sortEdges(navigations.flatMap(readLinks))
}

/** Tells the links that are fields of a record from all others. */
export function sortEdges(found: readonly Edge[]): ReadEdges {
  if (found.length === 0) return NO_EDGES
  const parents = found.filter((edge) => isLinkTo(edge, RELATIONSHIPS.parent))
  const dependsOn = found.filter((edge) => isLinkTo(edge, RELATIONSHIPS.dependsOn))
  const understood = new Set([...parents.slice(0, 1), ...dependsOn])
  return {
    parent: parents.map(targetOf)[0] ?? null,
    dependsOn: dependsOn.map(targetOf),
    edges: found.filter((edge) => !understood.has(edge)),
  }
}

function readLinks(navigation: ParsedElement): readonly Edge[] {
  const sections = findElements(
    navigation,
    (element) => element.attributes['data-edge-type'] !== undefined,
  )
  const inSections = sections.flatMap((section) =>
    linksIn(section).map((link) => toEdge(link, section.attributes['data-edge-type'])),
  )
  const covered = new Set(sections.flatMap(linksIn))
  const alone = linksIn(navigation).filter((link) => !covered.has(link))
  return [...inSections, ...alone.map((link) => toEdge(link, undefined))]
}

function linksIn(element: ParsedElement): readonly ParsedElement[] {
  return findElements(element, (candidate) => candidate.name === 'a')
}

function toEdge(link: ParsedElement, edgeType: string | undefined): Edge {
  const relationship = link.attributes['data-relationship'] ?? edgeType ?? 'related'
  return { relationship, attributes: link.attributes, label: textOf(link) }
}

function isLinkTo(edge: Edge, relationship: string): boolean {
  return edge.relationship === relationship && isTaskId(targetOf(edge))
}

function targetOf(edge: Edge): string {
  const href = edge.attributes.href ?? ''
  return href.endsWith('.html') ? href.slice(0, -'.html'.length) : ''
}
