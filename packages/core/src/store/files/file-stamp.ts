import type { BigIntStats } from 'node:fs'

/**
 * Tells the state of a file from any other. Nanoseconds as they are: as a float they would lose their last digits. With
 * the inode, since a rename may keep time and size.
 */
export function stampOf({ mtimeNs, size, ino }: BigIntStats): string {
  return `${mtimeNs} ${size} ${ino}`
}

/** The time of the last change, in milliseconds since 1970. */
export function changedAtMs(stamp: string): number {
  return Number(stamp.slice(0, stamp.indexOf(' ')).slice(0, -6))
}
