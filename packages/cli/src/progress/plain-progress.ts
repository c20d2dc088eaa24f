import type { Terminal } from '../terminal/terminal.ts'
import { describeEvent } from './describe-event.ts'
import { describeSettled } from './describe-settled.ts'
import type { Progress, ProgressTask } from './progress.ts'

const LONGEST_LINE = 200

/** One line for everything that happens, for logs and pipes. */
export function createPlainProgress(tasks: readonly ProgressTask[], terminal: Terminal): Progress {
  const labels = new Map(tasks.map(({ taskId, label }) => [taskId, label]))
  const say = (taskId: string, text: string): void =>
    terminal.note(`${labels.get(taskId) ?? taskId}: ${text}`.slice(0, LONGEST_LINE))
  const dispose = (): void => {}
  return {
    see(event, taskId) {
      const text = describeEvent(event)
      if (text !== null) say(taskId, text)
    },
    settle: (record) => say(record.taskId, describeSettled(record)),
    dispose,
    [Symbol.dispose]: dispose,
  }
}
