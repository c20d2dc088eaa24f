import { readFileSync, writeSync } from 'node:fs'

const STANDARD_OUTPUT = 1

/** Whether the command line asks for nothing but the version. */
export function isVersionAsked([first]: readonly string[]): boolean {
  return first === '--version' || first === '-v'
}

/** Prints the version of this package. `process.stdout` would take a tenth of the time of the whole process. */
export function printVersion(): void {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  const { version } = JSON.parse(manifest) as { version: string }
  try {
    writeSync(STANDARD_OUTPUT, `${version}\n`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
  }
}
