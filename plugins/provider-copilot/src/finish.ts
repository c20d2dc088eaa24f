import * as kit from '@htmlgraph/core/provider'
import cli from './cli.json' with { type: 'json' }
import { copilotFailures as catalogue } from './failures.ts'
import type { CopilotOptions } from './options.ts'

/**
 * What the exit and the files say. `--usage-output-file` counts a resumed session from its beginning; the session's
 * log has each call, those of subagents and of killed runs too, after the line with which this run took it up.
 */
export function finishCopilot(
  exit: kit.RunExit,
  collected: kit.Collected,
  { resume, sessionId, options }: kit.RunRequest<CopilotOptions>,
): kit.Finish {
  const { files } = collected
  const total = kit.parseObject(files.get('usage') ?? '')
  const log = kit.parseObjects(files.get('session') ?? files.get('given') ?? '')
  const begin = log.findLastIndex(({ type }) => /^session\.(start|resume)$/.test(String(type)))
  const calls = log.slice(begin).filter(({ type }) => type === 'session.usage_record')
  const logged = begin < 0 ? undefined : calls.map((call) => readRow(call, cli.call))
  const isNew = resume === null && !options.continueSession
  const counted = Object.entries(kit.readObject(total?.modelMetrics))
  const named = counted.map(([model, row]) => ({ ...kit.readObject(row), model }))
  const rows = isNew && total ? named.map((row) => readRow(row, cli.total)) : logged
  const isLost = options.continueSession && log[begin]?.type === 'session.start'
  const warnings = [
    ...(isLost ? ['There was no session to go on with: a new one was begun.'] : []),
    ...(total && !rows ? ['No tokens were measured: the log of the session is not there.'] : []),
  ]
  const usage = rows?.reduce<readonly kit.ModelUsage[]>(kit.addModelUsage, [])
  const found = { usage, sessionId: files.has('given') ? (resume ?? sessionId) : null, warnings }
  const excerpt = kit.firstParagraph
  return kit.explainEnding({ name: 'Copilot CLI', catalogue, excerpt, exit, collected, found })
}

/** A prompt has the cached and the written tokens in it, whatever the API. 1.0.102, recorded 2026-11. */
function readRow(row: kit.JsonObject, { model, status, charge, ...fields }: typeof cli.call) {
  // Unless each call told its charge, zero is not free and a sum is not the whole.
  const isWhole = kit.textAt(row, status) === 'complete'
  const nanoAiu = isWhole ? kit.readAmount(kit.readPath(row, charge)) : null
  // A credit is a US cent, and 10⁹ nano-AIU.
  const costMicroUsd = nanoAiu === null ? null : Math.round(nanoAiu / 100_000)
  return { ...kit.readModelUsage(kit.textAt(row, model) || null, row, fields), costMicroUsd }
}
