/**
 * Keys as their makers announce them; none is shorter than `SHORTEST_KEY`, and `mayHoldKey` knows how each begins.
 * Own forms and not `@secretlint/core`: that one is asynchronous and looks at whole files, and a run may print a
 * gigabyte of lines.
 */
const KEY_FORMS = [
  String.raw`sk-(?:ant|proj|svcacct|admin|or)-[\w-]{13,}`,
  'sk-[A-Za-z0-9]{20,}',
  'gh[opusr]_[A-Za-z0-9]{16,}',
  String.raw`github_pat_\w{20,}`,
  'A[KS]IA[A-Z0-9]{16}',
  String.raw`AIza[\w-]{30,}`,
  String.raw`xox[abeoprs]-[\w-]{15,}`,
  String.raw`eyJ[\w-]{17,}\.eyJ[\w-]{4,}\.[\w-]*`,
].join('|')

/** At the start of a word, not the `sk-` of `task-`. In a JSON text the word may come after `\n`. */
const KEY_AS_WORD = new RegExp(`(?<=^|[^A-Za-z0-9]|\\\\[nrt])(?:${KEY_FORMS})`, 'g')

/** The end of a line, real or as JSON writes it, maybe more than once. */
const LINE_END = String.raw`(?:\r?\n|(?:\\+r)?\\+n)[ \t]*`
const NAME = '[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----'
const BODY = String.raw`(?:[A-Za-z-]{1,40}: [\w,. -]{0,80}|[A-Za-z0-9+/=]{1,80})`
const PRIVATE_KEY = new RegExp(
  `-----BEGIN ${NAME}(?:${LINE_END}(?!-----END)${BODY}?)*(?:${LINE_END}-----END ${NAME})?`,
  'g',
)

/** The last line of a private key in PEM. */
export const PRIVATE_KEY_END: RegExp = new RegExp(`-----END ${NAME}`)

/** Replaces every key that is known by its form. */
export function redactKeyForms(text: string, replacement: string): string {
  return text.replace(KEY_AS_WORD, replacement)
}

/** Replaces every private key in PEM. `replace` gets the key and where it ended in the text. */
export function redactPrivateKeys(
  text: string,
  replace: (key: string, end: number) => string,
): string {
  return text.replace(PRIVATE_KEY, (key: string, offset: number) =>
    replace(key, offset + key.length),
  )
}
