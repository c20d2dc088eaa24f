import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fillIn } from './fill-in.ts'
import { upwards } from './upwards.ts'

/**
 * A file of an installed package, looked for as Node does: in the `node_modules` beside `from` and beside each
 * directory above it. For the program behind a launcher that npm installed; `null` when there is none.
 *
 * @param from The real path of the launcher.
 * @param file The package and the path inside it, joined by slashes. `{platform}` and `{arch}` are those of Node,
 * `{exe}` is `.exe` on Windows and nothing elsewhere, `*` is any one name.
 */
export function findInstalled(from: string, file: string): string | null {
  const { platform, arch } = process
  const name = fillIn(file, { platform, arch, exe: platform === 'win32' ? '.exe' : '' })
  for (const directory of upwards(dirname(from))) {
    const modules = join(directory, 'node_modules')
    const [found] = globSync(name, { cwd: modules })
    if (found !== undefined) return join(modules, found)
  }
  return null
}
