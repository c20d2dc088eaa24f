import {
  addModelUsage,
  type Collected,
  crashedBefore,
  type Denial,
  describeExit,
  type Finish,
  findFailure,
  isEndedBySignal,
  type JsonObject,
  lastLines,
  type ModelUsage,
  parseObject,
  printedText,
  type RunExit,
  type RunFailure,
  type RunRequest,
  readObject,
  readObjects,
  readPath,
  readText,
} from '@htmlgraph/core/provider'
import { readUsage } from './events.ts'
import { codexFailures } from './failures.ts'
import type { CodexOptions } from './options.ts'

/** How a tool is refused, in what it gives back and on standard error. */
const REFUSED = /^(patch rejected: |approval policy is ).*$/m
/** What a command says that the sandbox stopped; the stream has no line of it. codex 0.169, recorded 2026-11. */
const STOPPED =
  /(?:exited with code |"exit_code":)[1-9].*?(read-only file system|operation not permitted|permission denied)/is

/** What the exit and the file of the session say beyond the events. */
export function finishCodex(
  exit: RunExit,
  collected: Collected,
  { access, resume, options }: RunRequest<CodexOptions>,
): Finish {
  // A run that failed before its turn leaves the turn of an earlier one in the file.
  const hasBegun = collected.usage.length > 0
  const turn = readTurn(hasBegun ? (collected.files.get('rollout') ?? '') : '')
  const denials = findDenials(turn.outputs, exit, access !== 'full-access')
  const isOdd = collected.end?.failure === null && exit.exitCode !== 0
  const isLost = turn.isFirst && (resume !== null || options.continueSession)
  const usage = turn.usage.length > 0 ? turn.usage : collected.usage
  return {
    ...(collected.end === null ? { failure: findEarlyEnd(exit, collected) } : {}),
    ...(denials.length === 0 ? {} : { denials }),
    ...(turn.model === null ? {} : { model: turn.model }),
    usage: usage.filter(({ outputTokens }) => outputTokens !== null),
    warnings: [
      ...(isOdd ? [`Codex ended with ${describeExit(exit)} after its result.`] : []),
      ...(isLost ? ['Codex found no session to go on with and began a new one.'] : []),
    ],
  }
}

/** `undefined` leaves it to core. Codex tells why a turn failed: one that just stops was stopped from outside. */
function findEarlyEnd(exit: RunExit, collected: Collected): RunFailure | undefined {
  const text = printedText(exit, collected)
  const isStopped = exit.exitCode !== 0 && collected.usage.length > 0
  if (isEndedBySignal(exit)) return crashedBefore('Codex', exit)
  const failure = findFailure(codexFailures, { text }, lastLines(text))
  return failure ?? (isStopped ? crashedBefore('Codex', exit) : undefined)
}

/** What the file of a session tells of its last turn: tokens by model, and what the tools gave back. */
interface Turn {
  readonly model: string | null
  readonly usage: readonly ModelUsage[]
  readonly outputs: readonly string[]
  /** Whether the session began with it. */
  readonly isFirst: boolean
}

function readTurn(rollout: string): Turn {
  const records = rollout.split('\n').map((line) => parseObject(line) ?? {})
  // Codex may go on with further turns by itself: they have the root of the first.
  const roots = records.map((record) =>
    readPath(record, 'payload.type') === 'task_started'
      ? readText(readPath(record, 'payload.root_turn_id'))
      : null,
  )
  const root = roots.findLast((id) => id !== null) ?? ''
  const begin = root === '' ? records.length : roots.indexOf(root)
  let model: string | null = null
  let usage: readonly ModelUsage[] = []
  for (const { type, payload } of records) {
    const body = readObject(payload)
    if (type === 'turn_context') model = readText(body.model)
    if (type !== 'token_usage_record' || body.root_turn_id !== root) continue
    usage = addModelUsage(usage, readUsage(model, readObject(body.usage)))
  }
  const isWhole = records[0]?.type === 'session_meta'
  const isFirst = isWhole && roots.slice(0, begin).every((id) => id === null)
  return { model, usage, outputs: records.slice(begin).flatMap(readOutput), isFirst }
}

function readOutput(record: JsonObject): string[] {
  const { type, output } = readObject(record.payload)
  if (!String(type).endsWith('_call_output')) return []
  return [
    readText(output) ??
      readObjects(output)
        .map(({ text }) => readText(text))
        .join('\n'),
  ]
}

function findDenials(
  outputs: readonly string[],
  { stderrTail }: RunExit,
  isHeld: boolean,
): Denial[] {
  const logged = [...stderrTail.matchAll(/router: error=(.*)$/gm)].map(([, text]) => text ?? '')
  return (outputs.length > 0 ? outputs : logged).flatMap((text) => {
    const reason = REFUSED.exec(text)?.[0] ?? (isHeld ? STOPPED.exec(text)?.[1] : undefined)
    if (reason === undefined) return []
    return [{ tool: reason.startsWith('patch') ? 'file_change' : 'command_execution', reason }]
  })
}
