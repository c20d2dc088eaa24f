/** The lines of what a program printed. */
export function linesOf(output: Buffer): string[] {
  const lines = output.toString().split('\n')
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

/** The same lines, one after the other. */
export async function* iterate(
  lines: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<string> {
  yield* lines
}
