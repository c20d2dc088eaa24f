import { startProcess } from '../../../packages/core/src/runner/start-process.ts'
import { createAgentJob } from './agent-job.ts'
import type { MemoryReport } from './bench-memory.ts'

const script = process.argv[2] ?? ''

await read('echo warm')
const beforeMb = peakMb()
const readMb = (await read(script)) / 1e6
const report: MemoryReport = { beforeMb, mostMb: peakMb(), readMb }
process.stdout.write(JSON.stringify(report))

async function read(script: string): Promise<number> {
  const outcome = await startProcess(createAgentJob('/bin/sh', ['-c', script]))
  if ('failure' in outcome) throw new Error(outcome.failure.message)
  let characters = 0
  for await (const line of outcome.started.lines) characters += line.length
  await outcome.started.exit
  return characters
}

/** The kernel's own record of the most memory this process ever had: no sample can miss it. */
function peakMb(): number {
  return process.resourceUsage().maxRSS / 1_000
}
