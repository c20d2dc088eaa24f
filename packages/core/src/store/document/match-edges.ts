import type { CanonicalScanner } from './canonical-scanner.ts'
import { type ReadEdges, sortEdges } from './read-edges.ts'
import type { Edge } from './record-document.ts'

const HEADING = /<h2>[^<]*<\/h2>\n<ul>\n/y

/** Passes the links of a record in our own form. */
export function matchEdges(scanner: CanonicalScanner): ReadEdges {
  const edges: Edge[] = []
  if (scanner.accept('<nav data-graph-edges aria-label="Related tasks">\n')) {
    while (!scanner.accept('</nav>\n')) scanGroup(scanner, edges)
  }
  return sortEdges(edges)
}

function scanGroup(scanner: CanonicalScanner, edges: Edge[]): void {
  scanner.expect('<section data-edge-type="')
  scanner.value()
  scanner.expect('>\n')
  scanner.skip(HEADING)
  while (!scanner.accept('</ul>\n</section>\n')) edges.push(scanEdge(scanner))
}

function scanEdge(scanner: CanonicalScanner): Edge {
  scanner.expect('<li><a href="')
  const href = scanner.value()
  scanner.expect(' data-relationship="')
  const relationship = scanner.value()
  scanner.expect('>')
  const label = scanner.content()
  scanner.expect('</a></li>\n')
  return { relationship, attributes: { href, 'data-relationship': relationship }, label }
}
