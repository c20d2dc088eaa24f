import type { AnswerTurn } from '@htmlgraph/testkit/model-server'
import { calls } from '../src/turns.ts'

/** A shell command that may take ten minutes; `more` are other fields of the tool's input. */
export function runs(command: string, more: object = {}): AnswerTurn {
  return calls(['Bash', { command, description: 'Runs a command', timeout: 600_000, ...more }])
}

/** The model writes a file. */
export function writes(path: string, content = 'written'): AnswerTurn {
  return calls(['Write', { file_path: path, content }])
}

/** The model puts one text in the place of another. */
export function edits(path: string, before: string, after: string): AnswerTurn {
  return calls(['Edit', { file_path: path, old_string: before, new_string: after }])
}

/** The model reads a file. */
export function reads(path: string): AnswerTurn {
  return calls(['Read', { file_path: path }])
}

/** The model hands a task to a subagent and waits for it. */
export function delegates(prompt: string): AnswerTurn {
  const task = { description: 'Delegate', prompt, subagent_type: 'general-purpose' }
  return calls(['Task', { ...task, run_in_background: false }])
}
