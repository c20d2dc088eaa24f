import type { Denial, FileChange } from '../../contract/index.ts'
import { LIST_FIELDS } from '../record/delegation-fields.ts'
import { formatInline } from './html-text.ts'
import { writeItem } from './write-item.ts'
import { writeSection } from './write-section.ts'

/** Writes what the user should know; nothing when there is nothing. */
export function writeWarnings(warnings: readonly string[]): string {
  if (warnings.length === 0) return ''
  const items = warnings.map((warning) => `<li data-item>${formatInline(warning)}</li>\n`)
  return writeSection({
    attribute: 'data-warnings',
    title: 'Warnings',
    note: String(warnings.length),
    isOpen: true,
    content: `<ul>\n${items.join('')}</ul>\n`,
  })
}

/** Writes what the agent asked for and did not get; nothing when there was nothing. */
export function writeDenials(denials: readonly Denial[]): string {
  if (denials.length === 0) return ''
  const { attribute, fields } = LIST_FIELDS.denials
  const items = denials.map((denial) => {
    const reason = denial.reason === null ? '' : `: ${formatInline(denial.reason)}`
    const content = `${formatInline(denial.tool)}${reason}`
    return writeItem({ tag: 'li', fields, values: denial, content })
  })
  const content = `<ul>\n${items.join('')}</ul>\n`
  return writeSection({
    attribute,
    title: 'Denied',
    note: String(denials.length),
    isOpen: true,
    content,
  })
}

/** Writes the files that the agent changed; nothing when there are none. */
export function writeFileChanges(changes: readonly FileChange[]): string {
  if (changes.length === 0) return ''
  const { attribute, fields } = LIST_FIELDS.fileChanges
  const items = changes.map((change) => {
    const word = change.change === 'unknown' ? '' : ` (${change.change})`
    const content = `${formatInline(change.path)}${word}`
    return writeItem({ tag: 'li', fields, values: change, content })
  })
  const content = `<ul>\n${items.join('')}</ul>\n`
  const note = String(changes.length)
  return writeSection({ attribute, title: 'Changed files', note, content })
}
