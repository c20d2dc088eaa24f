import {
  closeSync,
  constants,
  fstatSync,
  globSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
} from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import type { CollectFile } from '../contract/index.ts'
import { lastBytes } from './byte-tail.ts'
import { longestLiteralBytes } from './literal.ts'
import { redact } from './redact.ts'

const DEFAULT_BYTES = 16 * 1024 * 1024

/** As long as a key that is known by its form may be; of a longer one the rest may stay. */
const LONGEST_KEY_BYTES = 16 * 1024

/** A session id comes from the agent: as part of a path it may be only a name. */
const SESSION_ID = /^[\w-][\w.-]*$/

/** A file that can be read back. */
interface Candidate {
  readonly path: string
  readonly changedAtMs: number
}

/**
 * Reads the files that a command wants back, those that exist; of several matches the newest.
 * Links are not followed: an agent could make one to anywhere.
 *
 * @param secrets Values that are taken out of the text. @default []
 */
export function collectFiles(
  wanted: readonly CollectFile[],
  sessionId: string | null,
  secrets: readonly string[] = [],
): Map<string, string> {
  const collected = new Map<string, string>()
  for (const { name, path, maxBytes } of wanted) {
    const [newest] = findCandidates(path, sessionId)
    const text = newest && readCleanEnd(newest.path, maxBytes ?? DEFAULT_BYTES, secrets)
    if (typeof text === 'string') collected.set(name, text)
  }
  return collected
}

/** Newest first. */
function findCandidates(pattern: string, sessionId: string | null): Candidate[] {
  const hasId = pattern.includes('{sessionId}')
  if (hasId && !SESSION_ID.test(sessionId ?? '')) return []
  const paths = expand(pattern.replaceAll('{sessionId}', sessionId ?? ''))
  return paths
    .flatMap((path): Candidate[] => {
      const stat = lstatSync(path, { throwIfNoEntry: false })
      return stat?.isFile() ? [{ path, changedAtMs: stat.mtimeMs }] : []
    })
    .sort((one, other) => other.changedAtMs - one.changedAtMs)
}

/** Only `*` is special, and only below the last directory without one: a home directory may be called `[me]`. */
function expand(pattern: string): string[] {
  const names = pattern.split(sep)
  const first = names.findIndex((name) => name.includes('*'))
  if (first === -1) return [pattern]
  const directory = names.slice(0, first).join(sep)
  const rest = names
    .slice(first)
    .join(sep)
    .replaceAll(/[[\]{}?!()+@]/g, '?')
  return globSync(rest, { cwd: directory })
    .map((path) => join(directory, path))
    .filter((path) => isReallyInside(path, directory))
}

function isReallyInside(path: string, directory: string): boolean {
  try {
    return !relative(realpathSync(directory), realpathSync(dirname(path))).startsWith('..')
  } catch {
    return false
  }
}

/** The end of a file: what a CLI writes last is what is asked for. `null` when it cannot be read. */
function readCleanEnd(path: string, maxBytes: number, secrets: readonly string[]): string | null {
  const marginBytes = longestLiteralBytes(secrets) + LONGEST_KEY_BYTES
  try {
    const { bytes, isWhole } = readEnd(path, maxBytes + marginBytes)
    const clean = Buffer.from(redact(bytes.toString(), secrets))
    // The rest of a secret may come first, and not be known as one. Shorter by the margin, it is not there.
    const safeBytes = isWhole ? clean.length : Math.max(0, clean.length - marginBytes)
    return lastBytes(clean, Math.min(maxBytes, safeBytes))
  } catch {
    return null
  }
}

function readEnd(path: string, count: number): { bytes: Buffer; isWhole: boolean } {
  // Not to be had on Windows.
  const noFollow = constants.O_NOFOLLOW ?? 0
  const file = openSync(path, constants.O_RDONLY | noFollow)
  try {
    const { size } = fstatSync(file)
    const buffer = Buffer.alloc(Math.min(size, count))
    const length = readSync(file, buffer, 0, buffer.length, size - buffer.length)
    return { bytes: buffer.subarray(0, length), isWhole: size <= count }
  } finally {
    closeSync(file)
  }
}
