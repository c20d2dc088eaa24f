import { dirname } from 'node:path'
import { type AgentResult, HeadlessSpawner, type Run, type SpawnInput } from '@htmlgraph/core'
import claude, { type ClaudeEvent, type ClaudeInput } from '@htmlgraph/provider-claude'
import {
  type ModelServer,
  type ModelServerInit,
  type Script,
  startModelServer,
} from '@htmlgraph/testkit/model-server'
import { FOREIGN_SECRETS, OWN_KEY } from './secrets.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

/** A run of Claude Code. */
export type ClaudeRun = Run<ClaudeEvent>
/** What a run of Claude Code yielded. */
export type ClaudeResult = AgentResult<ClaudeEvent>
/** What a case says about a run; the prompt has a default. */
export type CaseInput = Partial<SpawnInput & ClaudeInput>

/** What every case is given. */
export interface CaseContext {
  readonly workspace: Workspace
  /** Every result so far, as evidence. */
  readonly results: readonly ClaudeResult[]
  /** Starts a model server that is closed after the case. */
  serve(init?: ModelServerInit): Promise<ModelServer>
  /** Begins a run against a model API. */
  start(api: { readonly url: string }, input?: CaseInput): ClaudeRun
  /** Serves a script and runs against it. */
  run(script: Script, input?: CaseInput): Promise<ClaudeResult>
  close(): Promise<void>
}

/** Makes what one case needs, with a home directory of its own. */
export function createCaseContext(executable: string): CaseContext {
  const workspace = createWorkspace()
  const results: ClaudeResult[] = []
  const servers: ModelServer[] = []
  const serve = async (init: ModelServerInit = {}): Promise<ModelServer> => {
    const server = await startModelServer(init)
    servers.push(server)
    return server
  }
  const start = (api: { readonly url: string }, input: CaseInput = {}): ClaudeRun => {
    const { prompt = 'Please do the task.', ...rest } = input
    const common = { prompt, cwd: workspace.cwd, executable, timeoutMs: 40_000 }
    const env = { CLAUDE_CODE_MAX_RETRIES: '1', ...rest.env }
    const run = spawnClaude(workspace, api.url, { ...common, ...rest, env })
    run.then((result) => results.push(result)).catch(() => {})
    return run
  }
  const close = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.close()))
    workspace.remove()
  }
  const run: CaseContext['run'] = async (script, input) => start(await serve({ script }), input)
  return { workspace, results, serve, start, run, close }
}

/** The environment holds what a developer's does: keys of others, and a session of Claude Code around it. */
function spawnClaude(
  workspace: Workspace,
  url: string,
  input: SpawnInput & ClaudeInput,
): ClaudeRun {
  const env = {
    ...FOREIGN_SECRETS,
    PATH: [dirname(process.execPath), process.env.PATH].join(':'),
    LANG: 'C.UTF-8',
    HOME: workspace.home,
    TMPDIR: workspace.temporary,
    CLAUDECODE: '1',
    CLAUDE_CODE_ENTRYPOINT: 'cli',
    ANTHROPIC_API_KEY: OWN_KEY,
    ANTHROPIC_BASE_URL: url,
  }
  return new HeadlessSpawner({ plugins: [claude], env }).spawnClaude(input)
}
