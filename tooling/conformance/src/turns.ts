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

/** The model asks for a shell command. */
export function runs(command: string, more: object = {}): AnswerTurn {
  return calls(['Bash', { command, description: 'Runs a command', ...more }])
}

/** The model writes a file. */
export function writes(path: string, content = 'written'): AnswerTurn {
  return calls(['Write', { file_path: path, content }])
}

/** The model does one thing after the other and says that it has finished. */
export function inTurn(...turns: readonly AnswerTurn[]): Script {
  return [...turns, says('Finished.')]
}

/** The model hands a task to a subagent and waits for it. */
export function delegates(prompt: string): AnswerTurn {
  const task = { description: 'Delegate', prompt, subagent_type: 'general-purpose' }
  return calls(['Task', { ...task, run_in_background: false }])
}
