import { readFile } from 'node:fs/promises'
import type { Options } from 'tsup'

/**
 * The tsup settings that every package shares; declarations come from `tsc`, not from tsup.
 *
 * @param entry Entry points, by the name of the file in `dist`.
 */
export function settings(entry: Record<string, string>): Options {
  return {
    entry,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    splitting: true,
    sourcemap: true,
    clean: true,
    dts: false,
    silent: true,
    // `node:sqlite` has no name without the prefix.
    removeNodeProtocol: false,
    esbuildPlugins: [builtinsFromProcess],
  }
}

/** An import of values from Node itself. */
const BUILTIN_IMPORT = /^import (?!type )(\* as \w+|\{[^}]*\}) from ('node:[a-z/_]+')$/gm

/**
 * Takes Node's own modules from the process. An `import` of `node:fs` or `node:util` runs every getter of theirs, and so
 * loads all of Node's streams: a third of the time in which a command starts (Node 24, 2026-11).
 */
const builtinsFromProcess: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'builtins-from-process',
  setup(build) {
    build.onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      return { contents: source.replaceAll(BUILTIN_IMPORT, takeFromProcess), loader: 'ts' }
    })
  },
}

function takeFromProcess(_import: string, names: string, module: string): string {
  const target = names.startsWith('*')
    ? names.slice('* as '.length)
    : names.replaceAll(/\btype \w+(?: as \w+)?,?/g, '').replaceAll(/ as /g, ': ')
  return `const ${target} = process.getBuiltinModule(${module})`
}
