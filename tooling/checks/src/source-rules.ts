import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root } from './repository.ts'

/** A line of a source file. */
export interface SourceLine {
  /** Relative to the root. */
  readonly file: string
  /** From 1. */
  readonly number: number
  readonly text: string
}

const VENDORS = /claude|codex|gemini|copilot|openai|anthropic|google|github/i

/** Forms of keys, told by those who make them: without the maker's name nobody could find one. */
const KEY_FORMS = [
  'packages/core/src/runner/key-forms.ts',
  'packages/core/src/runner/redact.test.ts',
]

/** The lines of code of every provider, without its tests and its catalogue of failures. */
export function countProviders(): Readonly<Record<string, number>> {
  const folders = globSync('plugins/provider-*', { cwd: root })
  return Object.fromEntries(
    folders.map((folder) => {
      const files = globSync(`${folder}/src/**/*.ts`, { cwd: root }).filter(
        (file) => !/\.test(-d)?\.ts$/.test(file) && basename(file) !== 'failures.ts',
      )
      const counts = files.map((file) => countCodeLines(readFileSync(join(root, file), 'utf8')))
      return [basename(folder), counts.reduce((sum, count) => sum + count, 0)]
    }),
  )
}

/** How many lines of a source are more than blank or a comment. */
export function countCodeLines(source: string): number {
  let isComment = false
  return source.split('\n').filter((line) => {
    let text = line.trim()
    isComment ||= text.startsWith('/*')
    if (isComment) {
      const end = text.indexOf('*/')
      isComment = end < 0
      text = isComment ? '' : text.slice(end + 2).trim()
    }
    return text !== '' && !text.startsWith('//')
  }).length
}

/** The lines of core, tests included, that name a vendor of agents or a CLI. */
export function findVendors(): readonly SourceLine[] {
  return globSync('packages/core/src/**/*.ts', { cwd: root })
    .filter((file) => !KEY_FORMS.includes(file))
    .flatMap((file) => findVendorLines(file, readFileSync(join(root, file), 'utf8')))
}

/** The lines of one file that do. */
export function findVendorLines(file: string, source: string): readonly SourceLine[] {
  const lines = source.split('\n').map((text, index) => ({ file, number: index + 1, text }))
  return lines.filter(({ text }) => VENDORS.test(text))
}
