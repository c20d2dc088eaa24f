/** The shortest key that is known by its form, in bytes: an access key of AWS. */
const SHORTEST_KEY = 20

const KEY_CHARACTERS = /[\w-]/

/** How the keys begin, three characters each. */
const BEGINNINGS = [
  ...['sk-', 'ghp', 'gho', 'ghu', 'ghs', 'ghr', 'git'],
  ...['AKI', 'ASI', 'AIz', 'xox', 'eyJ'],
]

const IS_KEY_BYTE: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 128 && KEY_CHARACTERS.test(String.fromCharCode(byte)) ? 1 : 0,
)
const KEY_BEGINNINGS: ReadonlySet<number> = new Set(
  BEGINNINGS.map((text) => beginning(Buffer.from(text), 0)),
)
const BACKSLASH = 0x5c

/**
 * Whether a key may stand in the text, so that it is worth a closer look.
 *
 * A key is a run of at least 20 letters, digits, `_` and `-`, so every 20th byte is in it or is proof that there is
 * none: most bytes are never read. Half the time of the regular expressions behind it.
 */
export function mayHoldKey(bytes: Uint8Array): boolean {
  /** The last byte known to be in a run whose beginning has been looked at. */
  let known = -1
  let probe = SHORTEST_KEY - 1
  while (probe < bytes.length) {
    let before = probe
    while (before > known && IS_KEY_BYTE[at(bytes, before)] === 1) before -= 1
    const isKnownRun = before === known && known !== -1
    if (!isKnownRun && probe - before < SHORTEST_KEY) {
      probe = before + SHORTEST_KEY
      continue
    }
    if (!isKnownRun && isKeyBeginning(bytes, before + 1)) return true
    known = probe
    probe += SHORTEST_KEY
  }
  return false
}

/** In a JSON text the run may begin with the letter of a `\n`. */
function isKeyBeginning(bytes: Uint8Array, start: number): boolean {
  if (KEY_BEGINNINGS.has(beginning(bytes, start))) return true
  return bytes[start - 1] === BACKSLASH && KEY_BEGINNINGS.has(beginning(bytes, start + 1))
}

/** Three bytes as one number; what lies past the end counts as 0. */
function beginning(bytes: Uint8Array, start: number): number {
  return (at(bytes, start) << 16) | (at(bytes, start + 1) << 8) | at(bytes, start + 2)
}

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0
}
