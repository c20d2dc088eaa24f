import { HtmlGraphError, type RunRequest } from '../contract/index.ts'

/** An option that cannot be used as it was given. */
export interface OptionRefusal {
  readonly provider: string
  readonly option: string
  readonly received: unknown
  /** Ends the sentence "expected …". */
  readonly expected: string
  readonly hint?: string | undefined
}

/** The error for options that contradict each other, or that this CLI cannot take. */
export function optionError(refusal: OptionRefusal): HtmlGraphError {
  const { provider, option, received, expected, hint } = refusal
  return new HtmlGraphError({
    code: 'HG_OPTION_INVALID',
    message: `${provider}: ${option} is ${JSON.stringify(received)}; expected ${expected}.`,
    hint,
    details: { subject: provider, option, received, expected },
  })
}

/** @throws HG_OPTION_INVALID when a run shall go on with two sessions at once. */
export function assertOneSession(
  provider: string,
  { resume, options }: RunRequest<{ readonly continueSession: boolean }>,
): void {
  if (resume === null || !options.continueSession) return
  const expected = 'false when resume names a session'
  throw optionError({ provider, option: 'continueSession', received: true, expected })
}
