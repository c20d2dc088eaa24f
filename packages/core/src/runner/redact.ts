import { PRIVATE_KEY_END, redactKeyForms, redactPrivateKeys } from './key-forms.ts'
import { findLiterals, type Literal } from './literal.ts'
import { mayHoldKey } from './may-hold-key.ts'

/** What stands in the place of a secret. */
const REDACTED = '[redacted]'

/** A line in the middle of a PEM block: base64, or a header of an encrypted key. */
const PRIVATE_KEY_LINE = /^\s*(?:[A-Za-z0-9+/=]{0,80}|[A-Za-z-]{1,40}: .{0,80})\s*$/

/** The longest text, in bytes, for which memory is kept. */
const LARGEST_SCRATCH = 4 * 1024 * 1024

/**
 * Replaces secrets by `[redacted]`: the given values, and keys that are known by their form.
 * A text that was valid JSON stays valid JSON.
 */
export function redact(text: string, secrets: readonly string[]): string {
  return new Redactor(secrets).redact(text)
}

/** Redacts text that comes in pieces of whole lines. */
export class Redactor {
  readonly #literals: readonly Literal[]
  #isInPrivateKey = false
  #scratch: Buffer = Buffer.alloc(0)

  constructor(secrets: readonly string[]) {
    this.#literals = findLiterals(secrets)
  }

  /**
   * The text of `lines`, clean; invalid bytes become U+FFFD. Bytes without a secret are only looked at.
   *
   * @param isCut Whether the end is missing: as much as the beginning of a secret could take is left out there.
   */
  decode(lines: Buffer, isCut = false): string {
    const clean = this.#redact(lines.toString(), mayHoldKey(lines))
    const longest = this.#literals[0]?.text.length ?? 0
    return isCut ? clean.slice(0, Math.max(0, clean.length - longest)) : clean
  }

  redact(lines: string): string {
    return this.#redact(lines, true)
  }

  /** A text that is whole: what came before has nothing to do with it, nor has it with what comes. */
  redactWhole(text: string): string {
    this.#isInPrivateKey = false
    const clean = this.#redact(text, mayHoldKey(this.#toBytes(text)))
    this.#isInPrivateKey = false
    return clean
  }

  /** In memory that is used again: fresh memory for every text would lie about until it is collected. */
  #toBytes(text: string): Uint8Array {
    const most = 3 * text.length
    if (most > LARGEST_SCRATCH) return Buffer.from(text)
    if (this.#scratch.length < most) this.#scratch = Buffer.allocUnsafeSlow(most)
    return this.#scratch.subarray(0, this.#scratch.write(text))
  }

  #redact(lines: string, hasKeys: boolean): string {
    if (this.#isInPrivateKey) return this.#redactKeyLines(lines)
    let clean = lines
    for (const { text, probe } of this.#literals) {
      if (clean.includes(probe)) clean = clean.replaceAll(text, REDACTED)
    }
    if (hasKeys) clean = redactKeyForms(clean, REDACTED)
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
