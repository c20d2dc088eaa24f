import { acceptProperties, isObject } from '../record/accept-field.ts'
import type { PropertyValue } from '../record/delegation-record.ts'
import { invalidField, unknownField } from '../record/field-error.ts'
import { type FieldKind, text, time } from '../record/field-kind.ts'
import { acceptLink, type WrittenLink } from './accept-link.ts'
import { accept, filledText } from './accept-text.ts'
import type { NodeReference } from './edge-target.ts'
import type { NodeStep } from './graph-node.ts'
import { FACT_ATTRIBUTES, type Fact } from './read-node.ts'
import { withoutMark } from './step-text.ts'

/** Changes that have been checked; what is absent stays as it is. */
export interface AcceptedChanges {
  readonly title?: string
  readonly facts: Readonly<Partial<Record<Fact, string | null>>>
  readonly attributes: Readonly<Record<string, string | null>>
  readonly properties: Readonly<Record<string, PropertyValue>>
  readonly steps?: readonly NodeStep[]
  readonly links?: readonly WrittenLink[]
  readonly content?: string
}

const TEXT_FACTS: readonly Fact[] = ['status', 'priority', 'agent']
const TIME_FACTS: readonly Fact[] = ['startedAt', 'completedAt']
const FIELDS: readonly string[] = [
  ...['title', ...TEXT_FACTS, ...TIME_FACTS],
  ...['attributes', 'properties', 'steps', 'links', 'content'],
]
const FIXED: readonly string[] = ['id', 'collection', 'type', 'createdAt', 'updatedAt']

/** Attributes that a field of their own tells. */
const TAKEN: readonly string[] = ['data-type', ...Object.values(FACT_ATTRIBUTES).flat()]
const ATTRIBUTE_NAME = /^data-[a-z0-9][a-z0-9._-]*$/

/**
 * Checks changes of a node as a caller gave them.
 *
 * @throws HG_OPTION_INVALID, HG_FIELD_UNKNOWN naming the field.
 */
export function acceptNodeChanges(
  changes: object,
  at: NodeReference,
  call: 'create' | 'update' = 'update',
): AcceptedChanges {
  if (!isObject(changes)) throw invalidField(call, changes, 'an object of changes')
  const given = Object.fromEntries(
    Object.entries(changes).filter(([, value]) => value !== undefined),
  )
  for (const name of Object.keys(given)) {
    if (FIXED.includes(name)) throw invalidField(name, given[name], 'nothing: it is fixed')
    if (!FIELDS.includes(name)) throw unknownField(call, name, FIELDS)
  }
  const { title, attributes = {}, properties = {}, steps, links, content } = given
  return {
    ...(title !== undefined && { title: acceptTitle(title) }),
    facts: {
      ...acceptFacts(given, TEXT_FACTS, text),
      ...acceptFacts(given, TIME_FACTS, time),
    },
    attributes: acceptAttributes(attributes),
    properties: acceptProperties(properties),
    ...(steps !== undefined && { steps: listOf('steps', steps).map(acceptStep) }),
    ...(links !== undefined && {
      links: listOf('links', links).map((link, index) => acceptLink(link, `links[${index}]`, at)),
    }),
    ...(content !== undefined && { content: accept(text, content, 'content') }),
  }
}

/** What a step says. The mark before it tells what `completed` tells. */
const stepText: FieldKind<string> = {
  ...text,
  accept: (value) => {
    const accepted = text.accept(value)
    return accepted === undefined ? undefined : withoutMark(accepted)
  },
}

function acceptTitle(title: unknown): string {
  // It is one line of a page.
  return accept(filledText, title, 'title').replaceAll(/\s+/g, ' ').trim()
}

function acceptFacts(
  given: Readonly<Record<string, unknown>>,
  names: readonly Fact[],
  kind: FieldKind<string>,
): Partial<Record<Fact, string | null>> {
  const found = names.filter((name) => given[name] !== undefined)
  return Object.fromEntries(
    found.map((name) => [name, given[name] === null ? null : accept(kind, given[name], name)]),
  )
}

function acceptAttributes(value: unknown): Readonly<Record<string, string | null>> {
  if (!isObject(value)) throw invalidField('attributes', value, 'an object')
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([name, item]) => {
        const path = `attributes[${JSON.stringify(name)}]`
        if (TAKEN.includes(name)) throw invalidField(path, item, 'the field of its name instead')
        if (!ATTRIBUTE_NAME.test(name)) {
          throw invalidField(path, item, 'a name that begins with data-, in lower case')
        }
        return [name, item === null ? null : accept(text, item, path)]
      }),
  )
}

function acceptStep(value: unknown, index: number): NodeStep {
  const path = `steps[${index}]`
  const step = typeof value === 'string' ? { text: value } : value
  if (!isObject(step)) throw invalidField(path, value, 'a text, or an object with text')
  const { text: said, completed = false, agent = null, ...others } = step
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw unknownField(path, unknown, ['text', 'completed', 'agent'])
  if (typeof completed !== 'boolean')
    throw invalidField(`${path}.completed`, completed, 'true or false')
  return {
    text: accept(stepText, said, `${path}.text`),
    completed,
    agent: agent === null ? null : accept(text, agent, `${path}.agent`),
  }
}

function listOf(path: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw invalidField(path, value, 'a list')
}
