/** The control characters (C0, DEL, C1) but tab and line feed, and those that turn the direction of writing. */
const UNSAFE = /(?![\t\n])[\p{Control}\p{Bidi_Control}]/gu

/** The picture of control character 0; the others follow it in order. */
const PICTURE_OF_NUL = 0x2400
const PICTURE_OF_DEL = '\u2421'

/**
 * Makes text of others harmless for a terminal: every character that could steer it becomes a visible one.
 *
 * An escape sequence is nothing without the character that begins it, so the rest of it stays as plain text. Each
 * character is judged alone: a sequence that comes in two pieces is as harmless as one that comes whole.
 */
export function cleanText(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(UNSAFE, toVisible)
}

/** The same for a place that holds one line: white space of any kind becomes one blank. */
export function cleanLine(text: string): string {
  return cleanText(text.replaceAll(/\s+/g, ' ').trim())
}

/** JSON in which no character can steer a terminal. It parses to the same value. */
export function cleanJson(value: unknown, indent?: number): string {
  const json = JSON.stringify(value, null, indent)
  return json.replace(UNSAFE, (character) => `\\u${codeOf(character)}`)
}

function toVisible(character: string): string {
  const code = character.charCodeAt(0)
  if (code < 0x20) return String.fromCharCode(PICTURE_OF_NUL + code)
  return code === 0x7f ? PICTURE_OF_DEL : `\u2039U+${codeOf(character).toUpperCase()}\u203a`
}

function codeOf(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(4, '0')
}
