import { hasKeyForm, PRIVATE_KEY_END, redactKeyForms, redactPrivateKeys } from './key-forms.ts'

/** What stands in the place of a secret. */
export const REDACTED = '[redacted]'

/** Shorter values are words, not secrets. */
const SHORTEST_SECRET = 8

/** A line in the middle of a PEM block: base64, or a header of an encrypted key. */
const PRIVATE_KEY_LINE = /^\s*(?:[A-Za-z0-9+/=]{0,80}|[A-Za-z-]{1,40}: .{0,80})\s*$/

/**
 * Replaces secrets by `[redacted]`: the given values, and keys that are known by their form.
 * A text that was valid JSON stays valid JSON.
 */
export function redact(text: string, secrets: readonly string[]): string {
  return new LineRedactor(secrets).redact(text)
}

/** Redacts a stream of text that comes in pieces of whole lines. */
export class LineRedactor {
  readonly #literals: readonly string[]
  #isInPrivateKey = false

  constructor(secrets: readonly string[]) {
    this.#literals = expandSecrets(secrets)
  }

  /** The same lines, clean. Text without a secret is only looked at. */
  redact(lines: string): string {
    if (this.#isInPrivateKey) return this.#redactKeyLines(lines)
    let clean = lines
    for (const literal of this.#literals) {
      if (clean.includes(literal)) clean = clean.replaceAll(literal, REDACTED)
    }
    if (hasKeyForm(clean)) clean = redactKeyForms(clean, REDACTED)
    return clean.includes('PRIVATE KEY') ? this.#redactPrivateKeys(clean) : clean
  }

  /** A key whose end is not here goes on in the lines that come next. */
  #redactPrivateKeys(text: string): string {
    return redactPrivateKeys(text, (key, end) => {
      this.#isInPrivateKey = end === text.length && !PRIVATE_KEY_END.test(key)
      return REDACTED
    })
  }

  #redactKeyLines(text: string): string {
    const lines = text.split('\n')
    let count = lines.findIndex((line) => !PRIVATE_KEY_LINE.test(line))
    if (count === -1) return lines.fill(REDACTED).join('\n')
    this.#isInPrivateKey = false
    if (PRIVATE_KEY_END.test(lines[count] ?? '')) count += 1
    const head = lines.slice(0, count).fill(REDACTED)
    const rest = lines.slice(count)
    return (rest.length === 0 ? head : [...head, this.redact(rest.join('\n'))]).join('\n')
  }
}

/** Each secret as it is, as JSON writes it, and line by line, since lines are looked at one by one. */
function expandSecrets(secrets: readonly string[]): string[] {
  const forms = secrets.flatMap((secret) => [secret, asJson(secret), ...secret.split(/\r?\n/)])
  const literals = new Set(forms.filter((form) => form.length >= SHORTEST_SECRET))
  return [...literals].sort((one, other) => other.length - one.length)
}

function asJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}
