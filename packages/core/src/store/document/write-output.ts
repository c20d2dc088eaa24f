import { formatBytes, formatPlural } from './display-format.ts'
import { formatPre } from './html-text.ts'
import { type Artifact, hrefOfArtifact } from './record-document.ts'
import { writeSection } from './write-section.ts'

/** Of a text that is kept elsewhere the page shows so many characters of its beginning, and as many of its end. */
const SHOWN_LENGTH = 32 * 1024

/** Writes the beginning and the end of an output that is too long for a page, and a link to all of it. */
export function writeLongOutput(output: string, { hash, bytes }: Artifact): string {
  const attributes = `href="${hrefOfArtifact(hash)}" data-artifact="${hash}" data-bytes="${bytes}"`
  return writeSection({
    attribute: 'data-output',
    title: 'Output',
    note: formatPlural(output.split('\n').length, 'line'),
    isOpen: true,
    content: [
      `<p><a ${attributes}>All of it</a> has ${formatBytes(bytes)}. This is how it begins:</p>`,
      formatPre(output.slice(0, SHOWN_LENGTH).toWellFormed()),
      '<p>And this is how it ends:</p>',
      `${formatPre(output.slice(-SHOWN_LENGTH).toWellFormed())}\n`,
    ].join('\n'),
  })
}
