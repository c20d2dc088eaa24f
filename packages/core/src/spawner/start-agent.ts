import { resolve } from 'node:path'
import { HtmlGraphError } from '../contract/index.ts'
import {
  type ChildEnvironment,
  createOutputFile,
  type Executable,
  type OutputFile,
  type StartOutcome,
  startProcess,
  writeChild,
  writeCommandFiles,
  writeLease,
  writeOverlay,
} from '../runner/index.ts'
import type { PreparedRun } from './prepare.ts'

/** The file for the output of a run. @throws HG_CWD_INVALID when no file can be made in the directory. */
export function openOutputFile(
  directory: string | null,
  secrets: readonly string[],
): OutputFile | null {
  if (directory === null) return null
  const path = resolve(directory)
  try {
    return createOutputFile(path, secrets)
  } catch (cause) {
    throw new HtmlGraphError({
      code: 'HG_CWD_INVALID',
      message: `outputDirectory is ${path}, in which no file can be made: ${cause}; expected a directory that can be written.`,
      details: { outputDirectory: path },
      cause,
    })
  }
}

/** What one start of an agent needs beside what was prepared. */
export interface Launch {
  readonly executable: Executable
  readonly child: ChildEnvironment
  readonly outputFile: OutputFile | null
}

/** Writes what the command needs, the lease first, and starts it. */
export async function startAgent(
  { request, command, paths }: PreparedRun,
  { executable, child, outputFile }: Launch,
): Promise<StartOutcome> {
  const { mark } = writeLease(paths.run)
  writeCommandFiles(command.files ?? [], paths.run)
  for (const overlay of command.overlays ?? []) writeOverlay(overlay, paths.run)
  const start = await startProcess({
    executable: executable.path,
    argv0: executable.argv0,
    args: command.args,
    env: child.env,
    cwd: request.cwd,
    stdin: command.stdin ?? '',
    timeoutMs: request.timeoutMs,
    idleTimeoutMs: request.idleTimeoutMs,
    secrets: child.secrets,
    outputFile,
    mark,
  })
  if ('started' in start) writeChild(paths.run, start.started.pid)
  return start
}
