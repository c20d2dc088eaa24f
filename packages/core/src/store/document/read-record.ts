import { buildRecord } from '../record/build-record.ts'
import { ATTRIBUTE_FIELDS, LIST_FIELDS, type ListSection } from '../record/delegation-fields.ts'
import { isTaskId } from '../task-id.ts'
import { corruptDocument, quote } from './corrupt-document.ts'
import { matchRecord } from './match-record.ts'
import { parseBySpecification } from './parse-by-specification.ts'
import {
  childrenOf,
  findElement,
  findElements,
  type ParsedElement,
  parseElements,
  textOf,
} from './parse-elements.ts'
import { readEdges } from './read-edges.ts'
import { readFields } from './read-fields.ts'
import { readForeign } from './read-foreign.ts'
import { readProperties } from './read-properties.ts'
import { type Artifact, DELEGATION_TYPE, type RecordDocument } from './record-document.ts'

/** Makes a tree of a text. */
export type Parse = (html: string) => ParsedElement

/**
 * Reads a record from its file's text. Understands our own form, which needs no parser, what a person or another tool made
 * of it, as long as the parts are there, and at last what only a browser makes sense of. What it does not understand it
 * hands back as `foreign`.
 *
 * @throws HG_RECORD_CORRUPT with the reason.
 */
export function readRecord(html: string): RecordDocument {
  const matched = matchRecord(html)
  if (matched !== null) return matched
  try {
    return parseRecord(html)
  } catch (error) {
    try {
      return parseRecord(html, parseBySpecification)
    } catch {
      // The first parser said why, in the same words.
      throw error
    }
  }
}

/**
 * As {@link readRecord}, with a parser alone: any form of a record, at a tenth of the speed.
 *
 * @throws HG_RECORD_CORRUPT with the reason.
 */
export function parseRecord(html: string, parse: Parse = parseElements): RecordDocument {
  const source = html.replaceAll(/\r\n?/g, '\n')
  const article = findArticle(source, parse)
  const { edges, ...links } = readEdges(article)
  const record = buildRecord({
    taskId: readTaskId(article),
    ...readTexts(article),
    ...readFields(ATTRIBUTE_FIELDS, article.attributes),
    ...links,
    properties: readProperties(findSection(article, 'data-properties')),
    attempts: readItems(article, LIST_FIELDS.attempts),
    usage: readItems(article, LIST_FIELDS.usage),
    denials: readItems(article, LIST_FIELDS.denials),
    fileChanges: readItems(article, LIST_FIELDS.fileChanges),
    verifications: readItems(article, LIST_FIELDS.verifications),
    warnings: findItems(article, 'data-warnings').map(readWarning),
  })
  const foreign = { ...readForeign(article, source), edges }
  const artifact = readArtifact(article)
  return artifact === null ? { record, foreign } : { record, foreign, artifact }
}

/** Where the whole output is, when it is too long for a page. */
function readArtifact(article: ParsedElement): Artifact | null {
  const section = findSection(article, 'data-output')
  const link =
    section && findElement(section, (each) => each.attributes['data-artifact'] !== undefined)
  if (link === undefined) return null
  const { 'data-artifact': hash = '', 'data-bytes': bytes = '' } = link.attributes
  if (/^[0-9a-f]{64}$/.test(hash) && /^\d+$/.test(bytes)) return { hash, bytes: Number(bytes) }
  throw corruptDocument(`the hash of its output is ${quote(hash)}, of ${quote(bytes)} bytes`)
}

function findArticle(source: string, parse: Parse): ParsedElement {
  if (source.includes('\0')) throw corruptDocument('it holds a NUL character')
  const isNode = (element: ParsedElement): boolean =>
    element.name === 'article' && element.attributes['data-type'] !== undefined
  const article = findElement(parse(source), isNode)
  if (article === undefined) throw corruptDocument('it has no <article data-type="…">')
  const type = article.attributes['data-type'] ?? ''
  if (type !== DELEGATION_TYPE) throw corruptDocument(`it is of type ${quote(type)}`, { type })
  if (!article.isClosed) throw corruptDocument('it is cut off: its <article> has no end')
  return article
}

function readTaskId(article: ParsedElement): string {
  const id = article.attributes.id
  if (isTaskId(id)) return id
  throw corruptDocument(`the id of its <article> is ${quote(id ?? '')}, which is no task id`)
}

function findSection(article: ParsedElement, attribute: string): ParsedElement | undefined {
  const found = childrenOf(article).filter((child) => child.attributes[attribute] !== undefined)
  // Which one is meant is not ours to guess, and a rewrite would lose the other.
  if (found.length > 1) throw corruptDocument(`it has ${found.length} sections ${attribute}`)
  return found[0]
}

function readTexts(article: ParsedElement): {
  prompt: string
  output: string | null
  error: string | null
} {
  return {
    prompt: readText(findSection(article, 'data-prompt')) ?? '',
    output: readText(findSection(article, 'data-output')),
    error: readText(findSection(article, 'data-error')),
  }
}

function readText(section: ParsedElement | undefined): string | null {
  if (section === undefined) return null
  const pre = findElement(section, (element) => element.name === 'pre')
  // As a browser does: the first line feed of a `pre` is not a part of it.
  return pre === undefined ? textOf(section).trim() : textOf(pre).replace(/^\n/, '')
}

function findItems(article: ParsedElement, attribute: string): readonly ParsedElement[] {
  const section = findSection(article, attribute)
  if (section === undefined) return []
  return findElements(section, (element) => element.attributes['data-item'] !== undefined)
}

/** What a formatter puts around the text is none of it. */
function readWarning(item: ParsedElement): string {
  return textOf(findElement(item, ({ name }) => name === 'bdi') ?? item)
}

function readItems<Shape>(article: ParsedElement, list: ListSection<Shape>): readonly Shape[] {
  return findItems(article, list.attribute).map((item) => readFields(list.fields, item.attributes))
}
