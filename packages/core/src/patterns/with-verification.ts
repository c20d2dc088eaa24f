import type { Middleware } from '../contract/index.ts'
import { defineMiddleware } from '../spawner/index.ts'
import { verifyResult } from './apply-verification.ts'
import { prepareCheck, type Verify } from './verify.ts'

/**
 * Checks what an agent says it has done: a success stays one only when every check passes. The result, and the record of
 * a delegation, keep what was checked as evidence.
 *
 * ```ts
 * const verified = compose(spawner, withVerification({ command: 'npm test' }))
 * ```
 *
 * A command runs in the agent's working directory, with what the agent wrote there and with your rights: no sandbox of
 * the agent holds it.
 *
 * @throws HG_OPTION_INVALID, also when the program of a command is not there.
 */
export function withVerification(verify: Verify | readonly Verify[]): Middleware {
  const checks = (Array.isArray(verify) ? verify : [verify]).map((each: Verify) =>
    prepareCheck(each),
  )
  return defineMiddleware(async function* (request, next) {
    return await verifyResult(yield* next(request), request, checks)
  })
}
