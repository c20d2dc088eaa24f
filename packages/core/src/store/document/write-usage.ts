import type { ModelUsage } from '../../contract/index.ts'
import { LIST_FIELDS } from '../record/delegation-fields.ts'
import { formatCount, formatMoney } from './display-format.ts'
import { formatInline } from './html-text.ts'
import { writeItem } from './write-item.ts'
import { writeSection } from './write-section.ts'

const USAGE_COLUMNS = [
  ['Input', 'inputTokens'],
  ['Cached', 'cachedInputTokens'],
  ['Cache write', 'cacheWriteTokens'],
  ['of it 1 h', 'cacheWriteLongTokens'],
  ['Output', 'outputTokens'],
  ['of it reasoning', 'reasoningTokens'],
] as const

/** Writes the tokens by model; nothing when nothing was measured. */
export function writeUsage(usage: readonly ModelUsage[]): string {
  if (usage.length === 0) return ''
  const { attribute, fields } = LIST_FIELDS.usage
  const head = ['Model', ...USAGE_COLUMNS.map(([title]) => title), 'Cost']
  const rows = usage.map((row) => {
    const cells = USAGE_COLUMNS.map(([, name]) => formatMeasured(row[name], formatCount))
    const cost = formatMeasured(row.costMicroUsd, (micro) => formatMoney(micro / 1e6))
    const model = row.model === null ? 'unknown' : formatInline(row.model)
    const all = [model, ...cells, cost].map((cell) => `<td>${cell}</td>`).join('')
    return writeItem({ tag: 'tr', fields, values: row, content: all })
  })
  const titles = head.map((title) => `<th scope="col">${title}</th>`).join('')
  const table = `<table>\n<thead><tr>${titles}</tr></thead>\n<tbody>\n${rows.join('')}</tbody>\n</table>`
  const content = `<div tabindex="0" role="group" aria-label="Tokens by model">\n${table}\n</div>\n`
  return writeSection({ attribute, title: 'Tokens by model', content })
}

function formatMeasured(value: number | null, format: (value: number) => string): string {
  return value === null ? '–' : format(value)
}
