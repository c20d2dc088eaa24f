/** What the exit code of `htmlgraph` means, for every command. */
export const EXIT_CODES = {
  success: 0,
  /** The run or the task was no success, or something is wrong with the files. */
  failed: 1,
  /** The command line, an option or the configuration cannot be used. */
  usage: 2,
  notFound: 3,
  /** Something that is needed is not installed, or cannot be read or written. */
  environment: 4,
  /** The task has no result yet. */
  unfinished: 5,
  /** A mistake in htmlgraph itself. */
  internal: 70,
  interrupted: 130,
} as const

/** The codes as `--help` shows them. */
export const EXIT_CODE_HELP: readonly (readonly [code: string, meaning: string])[] = [
  ['0', 'success'],
  [
    '1',
    'the run or task failed, was denied or cancelled, or ran out of time; check found something',
  ],
  ['2', 'the command line, an option or the configuration cannot be used'],
  ['3', 'there is no such task'],
  ['4', 'something is not installed, or cannot be read or written'],
  ['5', 'the task has no result yet'],
  ['70', 'a mistake in htmlgraph itself'],
  ['130', 'interrupted with Ctrl-C'],
]
