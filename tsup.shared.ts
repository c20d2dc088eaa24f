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
  }
}
