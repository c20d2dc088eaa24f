import type { Verification } from '../../contract/index.ts'
import { LIST_FIELDS } from '../record/delegation-fields.ts'
import { formatInline } from './html-text.ts'
import { writeItem } from './write-item.ts'
import { writeSection } from './write-section.ts'

/** Writes what checks found out; nothing when nobody checked. */
export function writeVerifications(verifications: readonly Verification[]): string {
  if (verifications.length === 0) return ''
  const { attribute, fields } = LIST_FIELDS.verifications
  const items = verifications.map((verification) =>
    writeItem({ tag: 'li', fields, values: verification, content: describe(verification) }),
  )
  return writeSection({
    attribute,
    title: 'Verified',
    note: verifications.every(({ verdict }) => verdict === 'passed') ? 'passed' : 'failed',
    isOpen: true,
    content: `<ul>\n${items.join('')}</ul>\n`,
  })
}

function describe({ check, verdict, exitCode, tail, durationMs }: Verification): string {
  const code = exitCode === null ? '' : `, exit code ${exitCode}`
  const facts = ` ${verdict}${code}, ${(durationMs / 1000).toFixed(1)} s`
  const said = tail === null || verdict === 'passed' ? '' : `: ${formatInline(tail)}`
  return `${formatInline(check)}${facts}${said}`
}
