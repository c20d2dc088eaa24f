/** A part of the page that a reader can fold. */
export interface Section {
  /** The attribute that marks it: `data-prompt`. */
  readonly attribute: string
  readonly title: string
  /** A few words beside the title, as HTML. @default '' */
  readonly note?: string
  /** @default false */
  readonly isOpen?: boolean
  /** HTML. */
  readonly content: string
}

/** Writes a part of the page that a reader can fold. */
export function writeSection(section: Section): string {
  const note = section.note === undefined ? '' : ` <span>${section.note}</span>`
  return [
    `<section ${section.attribute}><details${section.isOpen === true ? ' open' : ''}>`,
    `<summary><h2>${section.title}</h2>${note}</summary>`,
    `${section.content}</details></section>\n`,
  ].join('\n')
}

/** A fact: its name, and its value as HTML; `null` leaves it out. */
export type Fact = readonly [name: string, value: string | null]

/** Writes facts as a grid. */
export function writeFacts(facts: readonly Fact[]): string {
  const known = facts.filter(([, value]) => value !== null)
  const items = known.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>\n`)
  return `<dl>\n${items.join('')}</dl>\n`
}
