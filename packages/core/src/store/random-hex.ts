/**
 * So many random bytes, two hexadecimal digits each. By the global `crypto`, which is loaded by its first use:
 * `node:crypto` costs a reading process as much as all of the store (Node 24, 2026-11).
 */
export function randomHex(bytes: number): string {
  return crypto.getRandomValues(Buffer.alloc(bytes)).toString('hex')
}
