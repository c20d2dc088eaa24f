import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A file's text, or a value to write as JSON. */
export type FileContent = string | object

/**
 * Writes files into a new directory, which goes away with the test.
 *
 * @returns The directory's real path.
 */
export function temporaryProject(files: Readonly<Record<string, FileContent>>): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'htmlgraph-project-')))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    const file = join(directory, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  }
  return directory
}

/** The files of a package at `directory`. */
export function packageAt(
  directory: string,
  source: string,
  manifest: object = {},
): Record<string, FileContent> {
  const exports = { '.': { default: './index.js' } }
  return {
    [`${directory}/package.json`]: { version: '1.0.0', type: 'module', exports, ...manifest },
    [`${directory}/index.js`]: source,
  }
}

/** The source of a module that default-exports a plugin, written without any library. */
export function pluginSource(name: string, ...providerIds: string[]): string {
  return `
    const provider = (id) => ({
      id,
      executable: { command: id, install: 'none', minVersion: '1.0.0', testedVersions: [] },
      models: [],
      capabilities: {},
      environment: [],
      options: { shape: {} },
      access: () => null,
      command: () => ({ args: [] }),
      async *parse() {},
      finish: () => ({}),
    })
    const providers = ${JSON.stringify(providerIds)}.map(provider)
    export default { apiVersion: 1, name: ${JSON.stringify(name)}, providers, middleware: [] }
  `
}
