import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Provider, RunRequest } from '@htmlgraph/core/provider'

/** What a request may say instead of its defaults; `options` as a caller writes them. */
export type RequestInput = Partial<Omit<RunRequest, 'options'>> & { readonly options?: object }

/**
 * A request as core would hand it to a provider, frozen all through. Its directory does not exist.
 *
 * @throws ZodError when the options are not the provider's.
 */
export function createRequest<Options extends object>(
  provider: Pick<Provider<string, Options>, 'options' | 'access'>,
  { options: given = {}, ...over }: RequestInput = {},
): RunRequest<Options> {
  const options = provider.options.parse(given)
  return deepFreeze({
    prompt: 'Say hello',
    model: null,
    requestedModel: null,
    access: provider.access(options) ?? 'read-only',
    cwd: join(tmpdir(), 'htmlgraph-nowhere'),
    sessionId: '5d1cf2f6-13a4-4c2e-9b77-0c6b6c0c7a11',
    resume: null,
    timeoutMs: 600_000,
    idleTimeoutMs: 300_000,
    outputJson: false,
    stream: false,
    options,
    ...over,
  })
}

/** Freezes a value and all that is in it. */
export function deepFreeze<Value extends object>(value: Value): Value {
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && member !== null) deepFreeze(member)
  }
  return Object.freeze(value)
}
