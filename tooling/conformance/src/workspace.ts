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
  /** Every file under a directory with its content, but for git's state and what lies below the paths in `except`. */
  snapshot(directory: string, except?: readonly string[]): Record<string, string>
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

function snapshot(directory: string, except: readonly string[] = []): Record<string, string> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => !entry.isDirectory() && !isGitState(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .filter((path) => !except.some((own) => path === own || path.startsWith(`${own}/`)))
  return Object.fromEntries(files.map((path) => [path, readText(join(directory, path))]))
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
