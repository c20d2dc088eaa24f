/**
 * Puts texts in place of others, in order. Every byte goes through Latin-1, where it is one character, so bytes
 * that are no valid UTF-8 stay as they are.
 */
export function replaceBytes(
  bytes: Buffer,
  replacements: readonly (readonly [from: string, to: string])[],
): Buffer {
  const latin = (text: string): string => Buffer.from(text).toString('latin1')
  const text = replacements.reduce(
    (result, [from, to]) => result.replaceAll(latin(from), () => latin(to)),
    bytes.toString('latin1'),
  )
  return Buffer.from(text, 'latin1')
}
