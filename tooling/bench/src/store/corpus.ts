import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NOTHING_FOREIGN } from '../../../../packages/core/src/store/document/record-document.ts'
import { writeRecord } from '../../../../packages/core/src/store/document/write-record.ts'
import { openStore } from '../../../../packages/core/src/store/open-store.ts'
import { acceptInput } from '../../../../packages/core/src/store/record/accept-record.ts'

const MODELS = ['claude-opus-5-5', 'gpt-5.2-codex', 'gemini-3-pro', 'claude-haiku-5']
const OUTPUT = 'The parser drops the last token; it is mended, and all tests pass. '.repeat(6)

/** How many records of a corpus have {@link RARE_AGENT}, however many there are. */
export const RARE_COUNT = 100

/** The agent of a hundred records, spread over the whole corpus. */
export const RARE_AGENT = 'auditor'

/** The text of record `index` of `count`, as the store itself writes it. Always the same; one in a hundred failed. */
export function recordText(index: number, count: number): string {
  const createdAt = new Date(Date.UTC(2026, 0, 1) + index * 1_000).toISOString()
  const isRare = index % Math.floor(count / RARE_COUNT) === 0
  const input = {
    taskId: taskIdOf(index),
    prompt: `Mend the parser, part ${index}. Run the tests before you say that it works.`,
    agent: isRare ? RARE_AGENT : 'coder',
    status: index % 100 === 0 ? 'failed' : 'completed',
    provider: 'claude',
    model: MODELS[index % MODELS.length] ?? null,
    cost: (index % 997) / 1_000,
    tokensUsed: (index * 31) % 10_000,
    output: OUTPUT,
    ...{ createdAt, startedAt: createdAt, completedAt: createdAt },
    properties: { feedbackIteration: index % 5 },
  } as const
  return writeRecord({ record: acceptInput(input, new Date(createdAt)), foreign: NOTHING_FOREIGN })
}

/** The id of record `index`. */
export function taskIdOf(index: number): string {
  return `task-${String(index).padStart(7, '0')}`
}

/** Writes `count` records below `root` and has the store index them. */
export function writeCorpus(root: string, count: number): void {
  const directory = directoryOf(root)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  for (let index = 0; index < count; index += 1) {
    writeFileSync(join(directory, `${taskIdOf(index)}.html`), recordText(index, count))
  }
  const store = openStore({ root })
  const found = store.taskDelegations.count()
  store.close()
  if (found !== count) throw new Error(`${found} of ${count} records were indexed.`)
}

/** Where the records below `root` are. */
export function directoryOf(root: string): string {
  return join(root, '.htmlgraph', 'task-delegations')
}

/** Gives `use` a folder that is gone afterwards. */
export async function withFolder<Result>(
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'htmlgraph-bench-'))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
