import fc from 'fast-check'
import type { DelegationInput } from '../src/store/record/delegation-record.ts'

/** What trips parsers, character by character or as a whole. */
export const NASTY: readonly string[] = [
  ...[
    '\n',
    '\r',
    '\r\n',
    '\t',
    ' ',
    '\f',
    '\v',
    '\u001b[31m',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\u202e',
  ],
  ...['<', '>', '&', '"', "'", '`', '=', '/', '&amp;', '&#13;', '&#0;', '&lt', '&notit;', ']]>'],
  ...['</pre>', '</article>', '<!--', '-->', '<script>', '</style>', '<![CDATA[', '<p>', '<br/>'],
  ...['\ud800', '\udfff', '\ufffd', '\uffff', '\u0001', '\u007f', '👩‍👩‍👧', 'é', 'e\u0301', 'שלום'],
]

/** Any text but NUL: all code points, lone surrogates, and what trips parsers. */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...NASTY),
      fc.string({ unit: 'binary' }),
      fc.integer({ min: 1, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join('').replaceAll('\0', ''))
const anyTextOrNull = fc.option(anyText)
const anyProperty = fc.oneof(
  anyText,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
)

/** Any delegation that `create` takes, its id aside. */
export const anyDelegation: fc.Arbitrary<DelegationInput> = fc
  .record({
    taskId: fc.constant('task-1'),
    prompt: anyText,
    agent: anyTextOrNull,
    output: anyTextOrNull,
    error: anyTextOrNull,
    model: anyTextOrNull,
    requestedModel: anyTextOrNull,
    provider: anyTextOrNull,
    taskType: anyTextOrNull,
    sessionId: anyTextOrNull,
    cwd: anyTextOrNull,
    host: anyTextOrNull,
    requestHash: anyTextOrNull,
    cost: fc.option(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })),
    tokensUsed: fc.option(fc.nat()),
    properties: fc.dictionary(anyText, anyProperty, { maxKeys: 5 }),
    warnings: fc.array(anyText, { maxLength: 3 }),
    denials: fc.array(fc.record({ tool: anyText, reason: anyTextOrNull }), { maxLength: 3 }),
    fileChanges: fc.array(
      fc.record({
        path: anyText,
        change: fc.constantFrom('created', 'updated', 'deleted', 'unknown'),
      }),
      { maxLength: 3 },
    ),
    verifications: fc.array(
      fc.record({
        check: anyText,
        verdict: fc.constantFrom('passed', 'failed'),
        exitCode: fc.option(fc.nat(255)),
        tail: anyTextOrNull,
        durationMs: fc.nat(),
      }),
      { maxLength: 2 },
    ),
    attempts: fc.array(
      fc.record({ number: fc.integer({ min: 1 }), error: anyTextOrNull, model: anyTextOrNull }),
      { maxLength: 3 },
    ),
    usage: fc.array(fc.record({ model: anyTextOrNull, outputTokens: fc.option(fc.nat()) }), {
      maxLength: 3,
    }),
  })
  // Parts that are left out are filled in.
  .map((input) => input as unknown as DelegationInput)
