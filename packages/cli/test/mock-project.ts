import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createFakeExecutable } from '@htmlgraph/testkit/replay'
import { MOCK_AGENT_SCRIPT } from './mock-agent-script.ts'
import { type CliInit, type CliResult, runCli } from './run-cli.ts'

/** A project in a temporary directory with the made-up agent installed. */
export interface MockProject extends Disposable {
  readonly root: string
  readonly home: string
  /** Runs the program in this project, in an environment that has nothing of ours. */
  run(args: readonly string[], init?: Partial<CliInit>): Promise<CliResult>
  /** The same with `--json`: what was printed, parsed. */
  runJson(args: readonly string[], init?: Partial<CliInit>): Promise<CliResult & { data: unknown }>
}

/** Makes a project whose configuration lists the made-up provider. */
export function createMockProject(): MockProject {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'htmlgraph-cli-')))
  const [root, home, bin] = ['project', 'home', 'bin'].map((name) => join(base, name)) as [
    string,
    string,
    string,
  ]
  for (const directory of [root, home, bin]) mkdirSync(directory)
  const plugin = fileURLToPath(new URL('mock-provider.mjs', import.meta.url))
  writeFileSync(join(root, 'package.json'), '{ "name": "mock-project", "type": "module" }\n')
  writeFileSync(join(root, 'htmlgraph.config.json'), JSON.stringify({ plugins: [plugin] }))
  createFakeExecutable({ script: MOCK_AGENT_SCRIPT, name: 'mock-agent', directory: bin })
  const env = { PATH: `${bin}:${dirname(process.execPath)}:/usr/bin:/bin`, HOME: home }
  const run: MockProject['run'] = (args, init = {}) =>
    runCli(args, { cwd: root, ...init, env: { ...env, ...init.env } })
  return {
    root,
    home,
    run,
    async runJson(args, init) {
      const result = await run([...args, '--json'], init)
      return { ...result, data: JSON.parse(result.stdout) as unknown }
    },
    [Symbol.dispose]: () => rmSync(base, { recursive: true, force: true, maxRetries: 3 }),
  }
}
