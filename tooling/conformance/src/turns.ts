import type { AnswerTurn, Script, ScriptedUsage } from '@htmlgraph/testkit/model-server'

/** The model says something and stops. */
export function says(text: string, usage?: ScriptedUsage): AnswerTurn {
  return { kind: 'answer', text, usage }
}

/** The model asks for tools. */
export function calls(...toolCalls: (readonly [name: string, input: object])[]): AnswerTurn {
  return {
    kind: 'answer',
    toolCalls: toolCalls.map(([name, input]) => ({ name, input: { ...input } })),
  }
}

/** The model does one thing after the other and says that it has finished. */
export function inTurn(...turns: readonly AnswerTurn[]): Script {
  return [...turns, says('Finished.')]
}
