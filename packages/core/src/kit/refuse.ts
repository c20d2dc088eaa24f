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

/** The options by which a run goes on with an earlier session, beside `resume`. */
export interface SessionOptions {
  /** Go on with the latest one. */
  readonly continueSession: boolean
  /** Go on with a copy. @default false */
  readonly forkSession?: boolean | undefined
}

/** @throws HG_OPTION_INVALID when a run shall go on with two sessions at once, or with a copy of none. */
export function assertOneSession(
  provider: string,
  { resume, options: { continueSession, forkSession } }: RunRequest<SessionOptions>,
): void {
  if (resume !== null && continueSession) {
    const expected = 'false when resume names a session'
    throw optionError({ provider, option: 'continueSession', received: true, expected })
  }
  if (forkSession && resume === null && !continueSession) {
    const expected = 'resume or continueSession beside it'
    throw optionError({ provider, option: 'forkSession', received: true, expected })
  }
}
