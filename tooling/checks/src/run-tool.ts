import { execFile } from 'node:child_process'

/** How a tool ended that was run for its verdict. */
export interface ToolResult {
  exitCode: number
  /** Both streams, output first. */
  output: string
}

/** Runs a program to its end; a failing exit code is a result, not an error. */
export function runTool(
  program: string,
  args: ReadonlyArray<string>,
  cwd: string,
): Promise<ToolResult> {
  return new Promise((resolve) => {
    const options = { cwd, maxBuffer: 64 * 1024 * 1024 }
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      const exitCode = child.exitCode ?? (error === null ? 0 : 1)
      resolve({ exitCode, output: `${stdout}${stderr}`.trim() || (error?.message ?? '') })
    })
  })
}

/** The tool's output as the problem it found; nothing when it was content. */
export async function problemsFrom(
  program: string,
  args: ReadonlyArray<string>,
  cwd: string,
): Promise<ReadonlyArray<string>> {
  const { exitCode, output } = await runTool(program, args, cwd)
  return exitCode === 0 ? [] : [output]
}
