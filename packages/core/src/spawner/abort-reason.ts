/** Why a run was asked to stop, in words: what the caller said, if they said something. */
export function describeAbort({ reason }: AbortSignal): string {
  const isDefault = reason instanceof DOMException && reason.name === 'AbortError'
  if (isDefault || reason === undefined) return 'The run was cancelled.'
  return reason instanceof Error ? reason.message : String(reason)
}
