import type { ConversationState } from './dialect.ts'
import type {
  AnswerTurn,
  MisbehavedTurn,
  Script,
  ScriptedConversation,
  ScriptTurn,
} from './script.ts'

/** Finds the turn for each request; remembers how often a misbehaviour was shown. */
export interface ScriptReader {
  next(state: ConversationState): ScriptTurn
}

const PAST_THE_END: AnswerTurn = { kind: 'answer', text: 'Done.' }

/** Reads the main script and those of other conversations. */
export function createScriptReader(
  script: Script,
  conversations: readonly ScriptedConversation[],
): ScriptReader {
  const shown = new Map<MisbehavedTurn, number>()
  return {
    next(state) {
      const own = conversations.find(({ opening }) => state.opening.includes(opening))
      const candidates = turnsFor(own?.script ?? script, state.answered)
      const turn = candidates.find((each) => each.kind === 'answer' || isDue(each, shown))
      if (turn === undefined) return PAST_THE_END
      if (turn.kind !== 'answer') shown.set(turn, (shown.get(turn) ?? 0) + 1)
      return turn
    },
  }
}

function isDue(turn: MisbehavedTurn, shown: ReadonlyMap<MisbehavedTurn, number>): boolean {
  return (shown.get(turn) ?? 0) < (turn.times ?? Number.POSITIVE_INFINITY)
}

/** The misbehaviours before the n-th answer, then that answer. */
function turnsFor(script: Script, answered: number): ScriptTurn[] {
  const turns: ScriptTurn[] = []
  let seen = 0
  for (const turn of script) {
    if (seen === answered) turns.push(turn)
    if (turn.kind === 'answer' && seen++ === answered) break
  }
  return turns
}
