import {
  type AgentResult,
  type Attempt,
  createRunError,
  type Outcome,
  type RunError,
  type SpawnRequest,
  type Verification,
} from '../contract/index.ts'
import type { Check } from './verify.ts'

/** Runs the checks over a success, in order, up to the first that fails. What is no success is not checked. */
export async function verifyResult(
  result: AgentResult,
  request: SpawnRequest & { readonly signal: AbortSignal },
  checks: readonly Check[],
): Promise<AgentResult> {
  let verified = result
  for (const check of checks) {
    if (!verified.success) break
    const verification = await check(verified, request)
    verified = request.signal.aborted
      ? failedBy(verified, verification, cancelledWhile(verification))
      : applyVerification(verified, verification)
  }
  return verified
}

function applyVerification(result: AgentResult, verification: Verification): AgentResult {
  const verifications = [...result.verifications, verification]
  if (verification.verdict === 'passed') return { ...result, verifications }
  const { check, exitCode, tail } = verification
  const code = exitCode === null ? '' : ` with exit code ${exitCode}`
  const said = tail === null ? '' : `: ${tail.trim().split('\n').at(-1)}`
  const failure = { kind: 'verification', message: `${check} failed${code}${said}` } as const
  return failedBy(result, verification, createRunError(failure, true))
}

function cancelledWhile({ check }: Verification): RunError {
  return createRunError({ kind: 'cancelled', message: `Cancelled while ${check} ran.` }, true)
}

/** The attempt that was checked is no success either. */
function failedBy(result: AgentResult, verification: Verification, error: RunError): AgentResult {
  const outcome: Exclude<Outcome, 'completed'> = error.kind === 'cancelled' ? 'cancelled' : 'failed'
  const attempts = result.attempts.map(
    (attempt, index): Attempt =>
      index === result.attempts.length - 1 ? { ...attempt, outcome, error } : attempt,
  )
  const verifications = [...result.verifications, verification]
  return { ...result, success: false, outcome, error, attempts, verifications }
}
