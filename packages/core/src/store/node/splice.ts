/** A part of a text, and what stands in its place. */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A text as a browser reads it: every line ends with one line feed. */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text
}

/**
 * Makes changes in a text, all else stays to the byte. Places are those of {@link withLineFeeds}; new lines end as the
 * text's own do. Of several at one place, the first comes first.
 */
export function applySplices(original: string, splices: readonly Splice[]): string {
  const place = placesIn(original)
  const ordered = splices.toSorted((one, other) => one.start - other.start)
  const pieces: string[] = []
  let done = 0
  for (const { start, end, text } of ordered) {
    pieces.push(
      original.slice(done, place(start)),
      original.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text,
    )
    done = Math.max(done, place(end))
  }
  return pieces.join('') + original.slice(done)
}

/** Where a place of the text with line feeds is in the original. */
function placesIn(original: string): (place: number) => number {
  if (!original.includes('\r\n')) return (place) => place
  const breaks = [...original.matchAll(/\r\n/g)].map(({ index }, number) => index - number)
  return (place) => {
    let [low, high] = [0, breaks.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((breaks[middle] ?? 0) < place) low = middle + 1
      else high = middle
    }
    return place + low
  }
}
