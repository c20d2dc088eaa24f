import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { createRow, type Row } from './row.ts'

const ALLOWED_MB = 64

/** What a child may print without costing the orchestrator more than 64 MB. */
const FLOODS = {
  lines: { name: '1 GB of lines', script: 'yes "$(printf %0420d 7)" | head -c 1G' },
  noNewline: { name: '600 MB without a newline', script: 'head -c 600M /dev/zero | tr "\\0" x' },
} as const

/** Reads a flood in a fresh process that compares its memory with what it had before. */
export async function benchMemory(): Promise<Row[]> {
  const rows: Row[] = []
  for (const { name, script } of Object.values(FLOODS)) {
    const { stdout } = await execa(process.execPath, [
      fileURLToPath(new URL('./measure-memory.ts', import.meta.url)),
      script,
    ])
    const { beforeMb, mostMb, readMb } = JSON.parse(stdout) as MemoryReport
    rows.push(
      createRow({
        name: `memory for ${name}`,
        against: `${ALLOWED_MB} MB more than before`,
        ratio: (mostMb - beforeMb) / ALLOWED_MB,
        limit: { atMost: 1 },
        detail: `${(mostMb - beforeMb).toFixed(0)} MB more than ${beforeMb.toFixed(0)} MB, ${readMb.toFixed(0)} MB read`,
      }),
    )
  }
  return rows
}

/** What `measure-memory.ts` prints. */
export interface MemoryReport {
  /** Resident memory after a small run, in MB. */
  readonly beforeMb: number
  /** The most resident memory seen during the flood, in MB. */
  readonly mostMb: number
  /** What came out of the flood as lines, in MB. */
  readonly readMb: number
}
