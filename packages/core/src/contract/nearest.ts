import { closest, distance } from 'fastest-levenshtein'

/** The valid name that was probably meant, whatever its case; `null` when none is near. */
export function nearestName(received: string, valid: readonly string[]): string | null {
  const word = received.toLowerCase()
  const near = closest(
    word,
    valid.map((name) => name.toLowerCase()),
  )
  const candidate = valid.find((name) => name.toLowerCase() === near)
  if (candidate === undefined) return null
  return distance(word, near) <= Math.floor(candidate.length / 2) ? candidate : null
}

/** A hint for an unknown name: the nearest valid one, and all of them. */
export function nameHint(received: string, valid: readonly string[]): string {
  const nearest = nearestName(received, valid)
  const list = valid.length === 0 ? 'There are none.' : `Known: ${valid.join(', ')}.`
  return nearest === null ? list : `Did you mean "${nearest}"? ${list}`
}
