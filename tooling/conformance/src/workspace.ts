import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** The places of one case. All of them lie under `root`, whose name no other process carries. */
export interface Workspace {
  readonly root: string
  /** The agent's working directory. */
  readonly cwd: string
  readonly home: string
  /** Where nothing may be written but with full access. */
  readonly outside: string
  readonly temporary: string
  /** Writes a file; a relative path counts from the working directory. */
  write(path: string, content: string | object): string
  /** Every file under a directory with its content, without what Claude Code's sandbox leaves behind. */
  snapshot(directory: string): Record<string, string>
  remove(): void
}

/** Makes the directories of one case. */
export function createWorkspace(): Workspace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'htmlgraph-conformance-')))
  const place = (name: string): string => {
    const path = join(root, name)
    mkdirSync(path)
    return path
  }
  const cwd = place('work')
  return {
    root,
    cwd,
    home: place('home'),
    outside: place('outside'),
    temporary: place('tmp'),
    write: (path, content) => writeText(join(path.startsWith(root) ? '' : cwd, path), content),
    snapshot,
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 3 }),
  }
}

function writeText(path: string, content: string | object): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

function snapshot(directory: string): Record<string, string> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => !entry.isDirectory() && !isGitState(entry.parentPath))
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [path.slice(directory.length + 1), readText(path)]
    }),
  )
}

/** git's own bookkeeping changes when it is only read. */
function isGitState(directory: string): boolean {
  return directory.includes('/.git')
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    return String(error)
  }
}
