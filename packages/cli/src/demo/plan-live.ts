import { randomUUID } from 'node:crypto'
import type { DemoPlan } from './demo-task.ts'

const TIMEOUT_MS = 180_000

/** Small questions that any project can be asked, and that nothing has to be changed for. */
const QUESTIONS: readonly (readonly [name: string, prompt: string])[] = [
  [
    'purpose',
    'In two sentences: what is the project in this directory for? Read at most three files.',
  ],
  ['layout', 'List the top-level directories here and say in a few words what each one holds.'],
  [
    'start',
    'Which one file should somebody new to this project read first, and why? One sentence.',
  ],
  ['readme', 'Name one thing that the README here could say better. One sentence. Change nothing.'],
]

/** Real tasks for real agents, shared out among them. They may only read. */
export function planLive(providers: readonly string[], cwd: string): DemoPlan {
  const run = randomUUID().slice(0, 8)
  const tasks = QUESTIONS.map(([name, prompt], index) => ({
    task: {
      taskId: `${name}-${run}`,
      agent: 'reviewer',
      provider: providers[index % providers.length] ?? '',
      prompt,
      cwd,
      access: 'read-only' as const,
      timeoutMs: TIMEOUT_MS,
      properties: { offline: false },
    },
    expected: 'completed' as const,
    remark: null,
    recording: null,
  }))
  return { mode: 'live', tasks, [Symbol.dispose]: () => {} }
}
