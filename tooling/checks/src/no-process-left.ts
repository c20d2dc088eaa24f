import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

/** The runner hands it on to every agent it starts, and so to all that agents start. */
const MARK_VARIABLE = 'HTMLGRAPH_RUN_MARK'
const MARK = `suite-${randomBytes(8).toString('hex')}`

/** The processes that run the tests carry the mark too, and may need a moment to end. */
const PATIENCE_MS = 5_000
const POLL_MS = 50

/** Marks all that the tests will start. */
export function setup(): void {
  const outer = process.env[MARK_VARIABLE]
  process.env[MARK_VARIABLE] = outer ? `${outer},${MARK}` : MARK
}

/**
 * Fails the run when an agent, or what one started, is still there. Only Linux tells.
 *
 * @throws Error that names each of them.
 */
export async function teardown(): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  let left = findLeft()
  while (left.length > 0 && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    left = findLeft()
  }
  if (left.length > 0) throw new Error(`The tests have left processes behind:\n${left.join('\n')}`)
}

/** Who carries the mark and is no worker of this process. */
function findLeft(): string[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid) || !readProc(pid, 'environ').includes(MARK)) return []
    const stat = readProc(pid, 'stat')
    const [state = '', parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if ('ZX'.includes(state) || Number(parent) === process.pid) return []
    return [`${pid} ${readProc(pid, 'cmdline').replaceAll('\0', ' ')}`]
  })
}

function readProc(pid: string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1')
  } catch {
    return ''
  }
}
