import { closeSync, fstatSync, globSync, openSync, readSync, statSync } from 'node:fs'
import type { CollectFile } from '../contract/index.ts'

const DEFAULT_BYTES = 16 * 1024 * 1024

/** Reads the files that a command wants back, those that exist. Of several matches the newest. */
export function collectFiles(
  wanted: readonly CollectFile[],
  sessionId: string | null,
): Map<string, string> {
  const collected = new Map<string, string>()
  for (const file of wanted) {
    const path = findNewest(file.path, sessionId)
    if (path !== null) collected.set(file.name, readEnd(path, file.maxBytes ?? DEFAULT_BYTES))
  }
  return collected
}

function findNewest(pattern: string, sessionId: string | null): string | null {
  if (pattern.includes('{sessionId}') && sessionId === null) return null
  const paths = globSync(pattern.replaceAll('{sessionId}', escapeGlob(sessionId ?? '')))
  const files = paths.flatMap((path) => {
    const stat = statSync(path, { throwIfNoEntry: false })
    return stat?.isFile() ? [{ path, changedAt: stat.mtimeMs }] : []
  })
  return files.sort((one, other) => other.changedAt - one.changedAt)[0]?.path ?? null
}

/** A session id is foreign text: it must match itself and nothing else. */
function escapeGlob(text: string): string {
  return text.replace(/[^\w-]/g, '?')
}

/** The end of a file: what a CLI writes last is what is asked for. */
function readEnd(path: string, maxBytes: number): string {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const buffer = Buffer.alloc(Math.min(size, maxBytes))
    const length = readSync(file, buffer, 0, buffer.length, size - buffer.length)
    return buffer.toString('utf8', 0, length)
  } finally {
    closeSync(file)
  }
}
