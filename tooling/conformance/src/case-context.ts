import { dirname } from 'node:path'
import { type AgentResult, HeadlessSpawner, type Run, type SpawnInput } from '@htmlgraph/core'
import {
  type ModelServer,
  type ModelServerInit,
  type Script,
  startModelServer,
} from '@htmlgraph/testkit/model-server'
import type { AgentCli, InstalledCli } from './agent-cli.ts'
import { foreignSecrets } from './secrets.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

/** What a case says about a run; the prompt has a default. */
export type CaseInput<Options extends object = object> = Partial<SpawnInput & Options>

/**
 * What every case is given.
 *
 * @typeParam Options The provider's own options, for cases of one CLI.
 * @typeParam Raw The CLI's own events.
 */
export interface CaseContext<Options extends object = object, Raw = unknown> {
  readonly cli: AgentCli
  /** The path of the CLI. */
  readonly executable: string
  readonly workspace: Workspace
  /** Every result so far, as evidence. */
  readonly results: readonly AgentResult<Raw>[]
  /** Starts a model server that is closed after the case. */
  serve(init?: ModelServerInit): Promise<ModelServer>
  /** Begins a run against a model API. */
  start(api: { readonly url: string }, input?: CaseInput<Options>): Run<Raw>
  /** Serves a script and runs against it. */
  run(script: Script, input?: CaseInput<Options>): Promise<AgentResult<Raw>>
  close(): Promise<void>
}

/** Makes what one case needs, with a home directory of its own. */
export function createCaseContext(installed: InstalledCli): CaseContext {
  const { cli, executable } = installed
  const workspace = createWorkspace()
  const results: AgentResult[] = []
  const servers: ModelServer[] = []
  const serve = async (init: ModelServerInit = {}): Promise<ModelServer> => {
    const server = await startModelServer({ dialect: cli.dialect, ...init })
    servers.push(server)
    return server
  }
  const start = (api: { readonly url: string }, input: CaseInput = {}): Run => {
    cli.requireFor?.(input)
    const run = spawnIn(installed, { workspace, url: api.url, cache: installed.cache }, input)
    run.then((result) => results.push(result)).catch(() => {})
    return run
  }
  const close = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.close()))
    workspace.remove()
  }
  const run: CaseContext['run'] = async (script, input) => start(await serve({ script }), input)
  return { cli, executable, workspace, results, serve, start, run, close }
}

/** The environment holds what a developer's does: keys of others, and a session of Claude Code around it. */
function spawnIn(
  { cli, executable }: InstalledCli,
  place: Parameters<AgentCli['environment']>[0],
  input: CaseInput,
): Run {
  const { workspace } = place
  const env = {
    ...foreignSecrets(cli.id),
    PATH: [dirname(process.execPath), process.env.PATH].join(':'),
    LANG: 'C.UTF-8',
    HOME: workspace.home,
    TMPDIR: workspace.temporary,
    CLAUDECODE: '1',
    CLAUDE_CODE_ENTRYPOINT: 'cli',
    [cli.key.variable]: cli.key.value,
    ...cli.environment(place),
  }
  return new HeadlessSpawner({ plugins: [cli.plugin], env }).spawn(cli.id, {
    prompt: 'Please do the task.',
    cwd: workspace.cwd,
    executable,
    timeoutMs: 40_000,
    ...cli.input,
    ...cli.inputAt?.(place),
    ...input,
    env: { ...cli.input.env, ...input.env },
  })
}
