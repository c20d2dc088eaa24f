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
  withoutCached,
} from '@htmlgraph/core/provider'
import type { CopilotOptions } from './options.ts'

const FIELDS = {
  inputTokens: 'inputTokens',
  cachedInputTokens: 'cacheReadTokens',
  cacheWriteTokens: 'cacheWriteTokens',
  outputTokens: 'outputTokens',
  reasoningTokens: 'reasoningTokens',
}
/** A credit is a US cent and 10⁹ nano-AIU. */
const NANO_AIU_PER_MICRO_USD = 100_000
const BEGIN = ['session.start', 'session.resume']

/**
 * What the files of a run say. `--usage-output-file` counts a resumed session from its beginning; the session's log
 * has each call, those of subagents and of killed runs too, after the line with which this run took it up.
 */
export function readFiles(
  files: ReadonlyMap<string, string>,
  { resume, sessionId, options }: RunRequest<CopilotOptions>,
): Finish {
  const isNew = resume === null && !options.continueSession
  const total = parseObject(files.get('usage') ?? '')
  const log = files.get('session') ?? files.get('given') ?? ''
  const lines = log.split('\n').filter((line) => /"type":"session\.\w+"/.test(line))
  const events = lines.map((line) => parseObject(line) ?? {})
  const begin = events.findLastIndex(({ type }) => BEGIN.includes(String(type)))
  const calls = begin === -1 ? undefined : readCalls(events.slice(begin + 1))
  const usage = isNew && total !== null ? readTotal(total) : calls
  const isLost = options.continueSession && events[begin]?.type === 'session.start'
  const unmeasured = usage === undefined && total !== null
  return {
    ...(usage === undefined ? {} : { usage }),
    sessionId: files.has('given') ? (resume ?? sessionId) : null,
    warnings: [
      ...(isLost ? ['There was no session to go on with: a new one was begun.'] : []),
      ...(unmeasured ? ['No tokens were measured: the log of the session is not there.'] : []),
    ],
  }
}

function readTotal({ modelMetrics }: JsonObject): readonly ModelUsage[] {
  return Object.entries(readObject(modelMetrics)).map(([model, metrics]) => {
    const row = readObject(metrics)
    return readRow(model, readObject(row.usage), row.aiCreditsStatus, row.totalNanoAiu)
  })
}

function readCalls(events: readonly JsonObject[]): readonly ModelUsage[] {
  const calls = events.filter(({ type }) => type === 'session.usage_record')
  return calls
    .map((event) => readObject(readPath(event, 'data.usage')))
    .map((call) => {
      const charge = readPath(call, 'copilotUsage.totalNanoAiu')
      return readRow(readText(call.model), call, call.aiCreditsStatus, charge)
    })
    .reduce<readonly ModelUsage[]>(addModelUsage, [])
}

/** `inputTokens` has the cached and the written ones in it, whatever the API. 1.0.102, recorded 2026-11. */
function readRow(
  model: string | null,
  row: JsonObject,
  status: unknown,
  charge: unknown,
): ModelUsage {
  const nanoAiu = readAmount(charge)
  // Unless each call told its charge, zero is not free and a sum is not the whole.
  const isWhole = status === 'complete' && nanoAiu !== null
  const costMicroUsd = isWhole ? Math.round(nanoAiu / NANO_AIU_PER_MICRO_USD) : null
  return { ...withoutCached(readModelUsage(model, row, FIELDS)), costMicroUsd }
}
