import * as kit from '@htmlgraph/core/provider'
import cli from './cli.json' with { type: 'json' }
import { codexFailures, codexRefusals, sandboxRefusals } from './failures.ts'
import type { CodexRequest } from './options.ts'

const LOST = 'Codex found no session to go on with and began a new one.'

/** What the exit and the file of the session say beyond the events. */
export function finishCodex(exit: kit.RunExit, collected: kit.Collected, run: CodexRequest) {
  // A run that failed before its turn leaves the turn of an earlier one in the file.
  const hasBegun = collected.usage.length > 0
  const turn = readTurn(hasBegun ? (collected.files.get('rollout') ?? '') : '')
  const isLost = turn.isFirst && (run.resume !== null || run.options.continueSession)
  // It tells why a turn failed; any other exit code than 0 is that of an interruption, even after the last word.
  const isOdd = hasBegun && (exit.exitCode ?? 0) > 0 && !collected.end?.failure
  const odd = `Codex ended with ${kit.describeExit(exit)}, and not for a turn that failed.`
  const ending = kit.explainEnding({ name: 'Codex', catalogue: codexFailures, exit, collected })
  const rules = [...codexRefusals, ...(run.access === 'full-access' ? [] : sandboxRefusals)]
  const logged = exit.stderrTail.split('router: error=').slice(1)
  const denials = kit.findDenials(rules, turn.outputs.length > 0 ? turn.outputs : logged)
  const usage = turn.usage.length > 0 ? turn.usage : collected.usage
  return {
    failure: ending.failure ?? (isOdd ? { kind: 'crashed' as const, message: odd } : undefined),
    model: turn.model,
    usage: usage.filter(({ outputTokens }) => outputTokens !== null),
    hasWorkStarted: turn.hasActed,
    denials: denials.length > 0 ? denials : undefined,
    structured: run.options.outputSchema && kit.parseObject(collected.end?.response ?? ''),
    warnings: [...(ending.warnings ?? []), ...(isLost ? [LOST] : [])],
  }
}

/** What the file of a session tells of its last turn: who answered, tokens, and what the tools gave back. */
function readTurn(rollout: string) {
  const [first, ...records] = kit.parseObjects(rollout)
  let [root, model]: [unknown, string | null] = [null, null]
  let [isFirst, hasActed] = [false, false]
  let [usage, outputs]: [readonly kit.ModelUsage[], string[]] = [[], []]
  for (const { type, payload } of records) {
    const body = kit.readObject(payload)
    // Codex may go on with further turns by itself: they have the root of the first.
    if (body.type === 'task_started' && body.root_turn_id !== root) {
      isFirst = root === null && first?.type === 'session_meta'
      root = body.root_turn_id
      usage = []
      outputs = []
      hasActed = false
    }
    if (type === 'turn_context') model = kit.readText(body.model)
    if (type === 'token_usage_record' && root !== null) {
      const counts = kit.readModelUsage(model, kit.readObject(body.usage), cli.usage)
      usage = kit.addModelUsage(usage, counts)
    }
    if (String(body.type).endsWith('_call')) hasActed = true
    if (String(body.type).endsWith('_call_output')) outputs.push(kit.readContent(body.output) ?? '')
  }
  return { model, usage, outputs, isFirst, hasActed }
}
