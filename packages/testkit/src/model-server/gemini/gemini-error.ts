import type { WireResponse } from '../dialect.ts'
import type { ApiErrorTurn } from '../script.ts'

const ERRORS: Readonly<Record<number, readonly [status: string, message: string]>> = {
  400: ['INVALID_ARGUMENT', 'Invalid value at contents.'],
  401: ['UNAUTHENTICATED', 'Request had invalid authentication credentials.'],
  403: ['PERMISSION_DENIED', 'The caller does not have permission.'],
  404: ['NOT_FOUND', 'The model was not found for API version v1beta.'],
  429: ['RESOURCE_EXHAUSTED', 'Resource has been exhausted (e.g. check quota).'],
  500: ['INTERNAL', 'An internal error has occurred.'],
  503: ['UNAVAILABLE', 'The model is overloaded. Please try again later.'],
}

/** A quota is named as `GenerateRequestsPerDayPerProjectPerModel` is. */
const QUOTA_ID = /Per(Day|Minute)/

/**
 * An error in the JSON of Google's APIs. A `type` that names a quota by its id comes as that quota's violation, any
 * other in the place of the status; `retryAfterSeconds` comes as RetryInfo, since there is no header for it.
 */
export function geminiError(turn: ApiErrorTurn): WireResponse {
  const [status, message] = ERRORS[turn.status] ?? ['UNKNOWN', `Status ${turn.status}`]
  const isQuota = turn.type !== undefined && QUOTA_ID.test(turn.type)
  const details = [
    ...(isQuota ? [{ ...detail('QuotaFailure'), violations: [{ quotaId: turn.type }] }] : []),
    ...(turn.retryAfterSeconds === undefined
      ? []
      : [{ ...detail('RetryInfo'), retryDelay: `${turn.retryAfterSeconds}s` }]),
  ]
  const error = {
    code: turn.status,
    message: turn.message ?? message,
    status: isQuota ? status : (turn.type ?? status),
    ...(details.length === 0 ? {} : { details }),
  }
  return {
    status: turn.status,
    headers: { 'content-type': 'application/json; charset=UTF-8' },
    body: JSON.stringify({ error }),
  }
}

function detail(type: string): { readonly '@type': string } {
  return { '@type': `type.googleapis.com/google.rpc.${type}` }
}
