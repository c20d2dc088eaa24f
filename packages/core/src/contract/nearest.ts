import { closest, distance } from 'fastest-levenshtein'

/** The valid name that was probably meant; `null` when none is near. */
export function nearestName(received: string, valid: readonly string[]): string | null {
  if (valid.length === 0) return null
  const candidate = closest(received.toLowerCase(), [...valid])
  const limit = Math.max(2, Math.floor(candidate.length / 2))
  return distance(received.toLowerCase(), candidate.toLowerCase()) <= limit ? candidate : null
}

/** A hint for an unknown name: the nearest valid one, and all of them. */
export function nameHint(received: string, valid: readonly string[]): string {
  const nearest = nearestName(received, valid)
  const list = valid.length === 0 ? 'There are none.' : `Known: ${valid.join(', ')}.`
  return nearest === null ? list : `Did you mean "${nearest}"? ${list}`
}
