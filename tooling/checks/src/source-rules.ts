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

/** The lines of every provider, blank ones and comments too, without its tests and its catalogue of failures. */
export function countProviders(): Readonly<Record<string, number>> {
  const folders = globSync('plugins/provider-*', { cwd: root })
  return Object.fromEntries(
    folders.map((folder) => {
      const files = globSync(`${folder}/src/**/*.ts`, { cwd: root }).filter(
        (file) => !/\.test(-d)?\.ts$/.test(file) && basename(file) !== 'failures.ts',
      )
      const counts = files.map((file) => countLines(readFileSync(join(root, file), 'utf8')))
      return [basename(folder), counts.reduce((sum, count) => sum + count, 0)]
    }),
  )
}

/** How many lines a source has, as `wc -l` counts them; a last line without an end counts too. */
export function countLines(source: string): number {
  return source.split('\n').length - (source.endsWith('\n') || source === '' ? 1 : 0)
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
