import { z } from 'zod'
import {
  ACCESS_LEVELS,
  type Access,
  HtmlGraphError,
  isAccessWithin,
  type SpawnRequest,
} from '../contract/index.ts'

/** Who takes over. What is absent is as in the request where it can be; see each member. */
export interface FallbackTarget {
  /** The id of the provider. */
  readonly provider: string
  /** @default null: the CLI chooses */
  readonly model?: string | null | undefined
  /** What it may change; never more than the run it replaces. @default the same */
  readonly access?: Access | undefined
  /** The provider's own options. @default those of the request for the same provider, else none */
  readonly options?: Readonly<Record<string, unknown>> | undefined
  /** Variables for its process: those of the request may be keys of another provider. @default {} */
  readonly env?: Readonly<Record<string, string>> | undefined
  /** Path of its CLI. @default the one found */
  readonly executable?: string | undefined
  /** Milliseconds. @default the request's */
  readonly timeoutMs?: number | null | undefined
}

/** Checks what a caller gives as a {@link FallbackTarget}. */
export const targetSchema: z.ZodType<FallbackTarget> = z.strictObject({
  provider: z.string().min(1),
  model: z.string().nullable().optional(),
  access: z.enum(ACCESS_LEVELS).optional(),
  options: z.record(z.string(), z.unknown()).optional(),
  env: z.record(z.string(), z.string()).optional(),
  executable: z.string().optional(),
  timeoutMs: z.number().nullable().optional(),
})

/**
 * The requests of those who may take over a run.
 *
 * @param limit The access of the run they replace.
 * @throws HG_ACCESS_REFUSED when a target asks for more.
 * @throws HG_OPTION_INVALID when one cannot go on with the session that the request names.
 */
export function planFallback(
  request: SpawnRequest,
  targets: readonly FallbackTarget[],
  limit: Access,
): readonly SpawnRequest[] {
  return targets.map((target) => retarget(request, target, limit))
}

function retarget(request: SpawnRequest, target: FallbackTarget, limit: Access): SpawnRequest {
  assertWithin(target, limit)
  const isSame = target.provider === request.provider
  if (!isSame) assertNoSession(request, target)
  return {
    ...request,
    provider: target.provider,
    model: target.model ?? null,
    access: target.access ?? limit,
    options: target.options ?? (isSame ? request.options : undefined),
    env: target.env,
    executable: target.executable,
    timeoutMs: target.timeoutMs === undefined ? request.timeoutMs : target.timeoutMs,
  }
}

function assertWithin({ provider, access }: FallbackTarget, limit: Access): void {
  if (access === undefined || isAccessWithin(access, limit)) return
  throw new HtmlGraphError({
    code: 'HG_ACCESS_REFUSED',
    message: `withFallback: the access of ${provider} is ${access}; expected at most ${limit}, which the run has that it replaces.`,
    hint: 'Leave it out, or ask for more access in the request itself.',
    details: { provider, access, limit },
  })
}

function assertNoSession({ provider, resume }: SpawnRequest, target: FallbackTarget): void {
  if (resume === undefined || resume === null) return
  throw new HtmlGraphError({
    code: 'HG_OPTION_INVALID',
    message: `withFallback: resume names a session of ${provider}, with which ${target.provider} cannot go on; expected null, or only targets of ${provider}.`,
    details: { option: 'resume', received: resume, target: target.provider },
  })
}
