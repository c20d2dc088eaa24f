import { ATTRIBUTE_FIELDS } from '../record/delegation-fields.ts'
import type { DelegationRecord } from '../record/delegation-record.ts'
import { formatPlural, formatWord } from './display-format.ts'
import { formatAttributes, formatPre } from './html-text.ts'
import { BEFORE_ARTICLE, BEFORE_TITLE, PAGE_END } from './page-frame.ts'
import { DELEGATION_TYPE, type Foreign, type RecordDocument } from './record-document.ts'
import { writeAttempts } from './write-attempts.ts'
import { writeEdges } from './write-edges.ts'
import { writeDetails, writeHeader } from './write-header.ts'
import { fieldAttributes } from './write-item.ts'
import { writeDenials, writeFileChanges, writeWarnings } from './write-lists.ts'
import { writeLongOutput } from './write-output.ts'
import { writeProperties } from './write-properties.ts'
import { writeSection } from './write-section.ts'
import { writeUsage } from './write-usage.ts'
import { writeVerifications } from './write-verifications.ts'

/** A prompt of more lines than this starts folded. */
const MAX_OPEN_LINES = 30
/** A prompt of more characters than this starts folded. */
const MAX_OPEN_LENGTH = 3000

/** Writes a record as the text of its file: a page that shows all of it and runs nothing. */
export function writeRecord({ record, foreign, artifact }: RecordDocument): string {
  return [
    BEFORE_TITLE,
    `${record.taskId} · ${formatWord(record.status)}`,
    BEFORE_ARTICLE,
    writeArticleTag(record, foreign),
    writeHeader(record),
    writeEdges(record, foreign.edges),
    writeWarnings(record.warnings),
    writeDenials(record.denials),
    writeVerifications(record.verifications),
    writeProperties(record.properties),
    writeAttempts(record.attempts),
    writeUsage(record.usage),
    writeFileChanges(record.fileChanges),
    writeDetails(record),
    ...foreign.elements.map((element) => `${element}\n`),
    writeText('data-prompt', 'Prompt', record.prompt),
    writeText('data-error', 'Error', record.error),
    artifact === undefined
      ? writeText('data-output', 'Output', record.output)
      : writeLongOutput(record.output ?? '', artifact),
    PAGE_END,
  ].join('')
}

/** One attribute a line, so that a diff shows which one changed. */
function writeArticleTag(record: DelegationRecord, foreign: Foreign): string {
  const attributes = {
    'data-type': DELEGATION_TYPE,
    ...fieldAttributes(ATTRIBUTE_FIELDS, record),
    ...foreign.attributes,
  }
  return `<article id="${record.taskId}"${formatAttributes(attributes, '\n')}>\n`
}

function writeText(attribute: string, title: string, text: string | null): string {
  if (text === null || (text === '' && attribute === 'data-prompt')) return ''
  const lines = text.split('\n').length
  const isLong = lines > MAX_OPEN_LINES || text.length > MAX_OPEN_LENGTH
  return writeSection({
    attribute,
    title,
    note: text === '' ? 'empty' : formatPlural(lines, 'line'),
    isOpen: attribute !== 'data-prompt' || !isLong,
    content: `${formatPre(text)}\n`,
  })
}
