import {
  addModelUsage,
  type Finish,
  type JsonObject,
  type ModelUsage,
  parseObject,
  type RunRequest,
  readAmount,
  readModelUsage,
  readObject,
  readPath,
  readText,
  withoutParts,
} from '@htmlgraph/core/provider'
import type { CopilotOptions } from './options.ts'

const BUCKETS = {
  inputTokens: 'inputTokens',
  cachedInputTokens: 'cacheReadTokens',
  cacheWriteTokens: 'cacheWriteTokens',
  outputTokens: 'outputTokens',
  reasoningTokens: 'reasoningTokens',
}

/** A credit is a US cent and 10⁹ of its parts, so a micro-dollar is this many of them. */
const NANO_AIU_PER_MICRO_USD = 100_000

/** Lines of a session's log that are looked at: where a run begins, and each call of a model. */
const MARK = /"type":"session\.(?:start|resume|usage_record)"/

/**
 * What the files of a run say of it. `--usage-output-file` counts a resumed session from its beginning; the session's
 * log has each call, those of subagents and of killed runs too, after the line with which this run took it up.
 */
export function readFiles(
  files: ReadonlyMap<string, string>,
  { resume, sessionId, options }: RunRequest<CopilotOptions>,
): Finish {
  const run = readLastRun(files.get('session') ?? files.get('given') ?? '')
  const total = parseObject(files.get('usage') ?? '')
  const isNew = resume === null && !options.continueSession
  const usage = isNew && total !== null ? readTotal(total) : run?.usage
  const warnings = [
    ...(options.continueSession && run?.isNew
      ? ['continueSession found no session to go on with: a new one was begun.']
      : []),
    ...(usage === undefined && total !== null
      ? ['The tokens of this run were not measured: the log of its session is not there.']
      : []),
  ]
  const given = files.has('given') ? (resume ?? sessionId) : null
  return { ...(usage === undefined ? {} : { usage }), sessionId: given, warnings }
}

function readTotal(total: JsonObject): ModelUsage[] {
  return Object.entries(readObject(total.modelMetrics)).map(([model, metrics]) => {
    const row = readObject(metrics)
    return readRow(model, readObject(row.usage), [row.aiCreditsStatus, row.totalNanoAiu])
  })
}

/** `null` when the log does not say where a run began. */
function readLastRun(log: string): { isNew: boolean; usage: readonly ModelUsage[] } | null {
  const lines = log.split('\n').filter((line) => MARK.test(line))
  const events = lines.map((line) => parseObject(line) ?? {})
  const begin = events.findLastIndex(
    ({ type }) => type === 'session.start' || type === 'session.resume',
  )
  if (begin === -1) return null
  const rows = events.slice(begin + 1).map((event) => {
    const row = readObject(readPath(event, 'data.usage'))
    const charge = readPath(row, 'copilotUsage.totalNanoAiu')
    return readRow(readText(row.model), row, [row.aiCreditsStatus, charge])
  })
  return {
    isNew: events[begin]?.type === 'session.start',
    usage: rows.reduce<readonly ModelUsage[]>(addModelUsage, []),
  }
}

/** `inputTokens` has the cached and the written ones in it, whatever the API. 1.0.102, recorded 2026-11. */
function readRow(
  model: string | null,
  row: JsonObject,
  [status, charge]: readonly unknown[],
): ModelUsage {
  const usage = readModelUsage(model, row, BUCKETS)
  const { inputTokens, cachedInputTokens, cacheWriteTokens } = usage
  const nanoAiu = readAmount(charge)
  return {
    ...usage,
    inputTokens: withoutParts(inputTokens, cachedInputTokens, cacheWriteTokens),
    // Unless each call told its charge, a zero is not free and a sum is not the whole.
    costMicroUsd:
      status === 'complete' && nanoAiu !== null
        ? Math.round(nanoAiu / NANO_AIU_PER_MICRO_USD)
        : null,
  }
}
