const PIECE_CHARACTERS = 16_384

/** Cuts a long text into the pieces of a stream; none for an empty one. */
export function cutText(text: string): string[] {
  const count = Math.ceil(text.length / PIECE_CHARACTERS)
  return Array.from({ length: count }, (_, at) =>
    text.slice(at * PIECE_CHARACTERS, (at + 1) * PIECE_CHARACTERS),
  )
}
