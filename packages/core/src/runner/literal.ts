/** Shorter values are words, not secrets. */
export const SHORTEST_SECRET = 8

/** Characters by how often agents print them, the most frequent first; all others are rarer. */
const COMMON = ' etaoinsrhldcu"_mpfgwybk0123456789-:,.vx/'

/** A secret as it may appear in a text. */
export interface Literal {
  readonly text: string
  /** A part of it that begins with its rarest character: searching for that one is several times faster. */
  readonly probe: string
}

/** Each secret as it is, as JSON writes it, and line by line, since a text comes in lines. Longest first. */
export function findLiterals(secrets: readonly string[]): Literal[] {
  const forms = secrets.flatMap((secret) => [secret, asJson(secret), ...secret.split(/\r?\n/)])
  const texts = new Set(forms.filter((form) => form.length >= SHORTEST_SECRET))
  return [...texts]
    .sort((one, other) => other.length - one.length)
    .map((text) => ({ text, probe: text.slice(findRarest(text)) }))
}

/** How many bytes a secret may take in a text; 0 when there is none. */
export function longestLiteralBytes(secrets: readonly string[]): number {
  return Math.max(0, ...findLiterals(secrets).map(({ text }) => Buffer.byteLength(text)))
}

function asJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

/** Not so near to the end that the probe would be a common word. */
function findRarest(text: string): number {
  const starts = [...text.slice(0, 1 - SHORTEST_SECRET)].map(rarity)
  return Math.max(0, starts.indexOf(Math.max(...starts)))
}

function rarity(character: string): number {
  const place = COMMON.indexOf(character)
  return place === -1 ? COMMON.length : place
}
