const FIXED_LINES: readonly string[] = [
  '',
  ' ',
  'plain text',
  'null',
  'true',
  '42',
  '-0.5e400',
  '"text"',
  '[]',
  '[{}]',
  '{}',
  '{',
  '}',
  '{"type":',
  '{"type":null,"event":null}',
  '{"__proto__":{"type":"x"},"constructor":1}',
  '\u2028{"type":"x"}\u2029',
  '{"type":"\u2028"}',
  '\0\u0001\u001b[31mred\u001b[0m\u0007',
  '\ufffd\ufffd\ud800 lone \udfff',
  'data: {"type":"x"}',
  '<html><body>502 Bad Gateway</body></html>',
  '['.repeat(5_000),
  `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  'x'.repeat(1_000_000),
]

const WRONG_VALUES: readonly unknown[] = [
  ...[null, 0, '', [], {}, true, -1.5, 'x', [null], [[{}]]],
  // No text can be made of it.
  { toString: 1, valueOf: 1 },
]
const PLACES_PER_LINE = 60
const CUTS_PER_LINE = 24

/** Lines that no CLI prints on a good day, made from what it does print. The same ones every time. */
export function breakLines(recorded: readonly string[]): string[] {
  const distinct = [...new Map(recorded.map((line) => [describeShape(line), line])).values()]
  return [...FIXED_LINES, ...distinct.flatMap(cutLine), ...distinct.flatMap(corruptLine)]
}

function cutLine(line: string): string[] {
  const cuts = Array.from(
    { length: CUTS_PER_LINE },
    (_, index) => (index + 1) / (CUTS_PER_LINE + 1),
  )
  return cuts.map((share) => line.slice(0, Math.floor(line.length * share)))
}

/** The line again and again, each time with another of its values replaced by a wrong one. */
function corruptLine(line: string): string[] {
  const value = parseJson(line)
  return listPaths(value)
    .slice(0, PLACES_PER_LINE)
    .flatMap((path, index) =>
      [0, 1, 2].map((turn) => {
        const wrong = WRONG_VALUES[(index + turn * 3) % WRONG_VALUES.length]
        return JSON.stringify(replaceAt(value, path, wrong))
      }),
    )
}

type Path = readonly string[]

function listPaths(value: unknown): Path[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => [
    [key],
    ...listPaths(member).map((rest) => [key, ...rest]),
  ])
}

function replaceAt(value: unknown, path: Path, wrong: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined || typeof value !== 'object' || value === null) return wrong
  const copy: object = Array.isArray(value) ? [...value] : { ...value }
  return Object.assign(copy, { [key]: replaceAt(Reflect.get(value, key), rest, wrong) })
}

/** Lines that differ only in numbers and long texts are of one shape. */
function describeShape(line: string): string {
  const shape = JSON.stringify(parseJson(line), (_key, value: unknown) => {
    if (typeof value === 'number') return 0
    return typeof value === 'string' && (value.length > 24 || /\d/.test(value)) ? '…' : value
  })
  return shape ?? line
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
