import { HtmlGraphError, nameHint } from '../../contract/index.ts'

/**
 * Something in a query that cannot be used.
 *
 * @param valid The names that could stand there.
 * @param received The name that did.
 */
export function queryError(
  message: string,
  valid: readonly string[] = [],
  received = '',
): HtmlGraphError {
  return new HtmlGraphError({
    code: 'HG_QUERY_INVALID',
    message: `${message}.`,
    hint: valid.length === 0 ? undefined : nameHint(received, valid),
    details: { received, valid },
  })
}
