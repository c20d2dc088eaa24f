import { randomUUID } from 'node:crypto'
import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, resolve } from 'node:path'
import {
  ACCESS_LEVELS,
  type Access,
  type Command,
  HtmlGraphError,
  isAccessWithin,
  type Pricing,
  type Provider,
  type RunPaths,
  type RunRequest,
  SPAWN_INPUT_KEYS,
  type SpawnRequest,
} from '../contract/index.ts'
import { getProvider, type Registry, resolveModel } from '../registry/index.ts'
import { buildEnvironment } from '../runner/index.ts'
import { checkOptions, printValue } from './check-options.ts'
import { assertSchema } from './check-structured.ts'
import { type CommonOptions, commonOptions } from './common-options.ts'

/** A request that has passed every check and needs only to be run. */
export interface PreparedRun {
  readonly provider: Provider
  readonly request: RunRequest
  readonly command: Command
  readonly paths: RunPaths
  /** The JSON schema the answer must fit; `null` when none was asked for. */
  readonly schema: Readonly<Record<string, unknown>> | null
  readonly common: CommonOptions
  /** Prices what the CLI reports no cost for; `null` when no plugin does. */
  readonly pricing: Pricing | null
  readonly warnings: readonly string[]
}

/** Where runs may be prepared: the known providers and the places of this machine. */
export interface PrepareContext {
  readonly registry: Registry
  /** The environment the child's is made from. */
  readonly env: NodeJS.ProcessEnv
  /** Names a private directory that does not exist yet. */
  planDirectory(): string
}

/**
 * Checks and completes a request. Spawns nothing, writes nothing.
 *
 * @throws HtmlGraphError for every mistake of the caller.
 */
export function prepare(spawn: SpawnRequest, context: PrepareContext): PreparedRun {
  if (typeof spawn !== 'object' || spawn === null) throw notARequest(spawn)
  const { provider: id, options: given, ...input } = spawn
  const provider = getProvider(context.registry, id)
  const common = checkOptions({ ...input }, { subject: id, schema: commonOptions })
  const options: object = checkOptions(
    { ...given },
    { subject: id, schema: provider.options, otherNames: SPAWN_INPUT_KEYS },
  )
  const model = resolveModel(provider, common.model)
  const request: RunRequest = Object.freeze({
    prompt: common.prompt,
    model: model.name,
    requestedModel: common.model,
    access: effectiveAccess(provider, options, common.access),
    cwd: resolveDirectory(id, common.cwd),
    sessionId: randomUUID(),
    resume: common.resume,
    timeoutMs: common.timeoutMs,
    idleTimeoutMs: common.idleTimeoutMs,
    outputJson: common.outputJson,
    stream: common.stream,
    options: Object.freeze(options),
  })
  assertCapable(provider, request)
  const { env } = buildEnvironment({
    base: context.env,
    allowed: provider.environment,
    command: {},
    request: common.env,
    cwd: request.cwd,
  })
  const paths = { run: context.planDirectory(), home: env.HOME ?? homedir(), env }
  assertTemporaryDirectory(paths.run)
  const command = provider.command(request, paths)
  const schema = provider.outputSchema?.(options) ?? null
  if (schema !== null) assertSchema(id, schema)
  const warnings = [
    ...model.warnings,
    ...(command.warnings ?? []),
    ...warnOfStream(provider, request),
  ]
  const { pricing } = context.registry
  return { provider, request, command, paths, schema, common, pricing, warnings }
}

/** The options' own access rules; the caller's `access` is a ceiling that they may not break. */
function effectiveAccess(provider: Provider, options: object, asked: Access | null): Access {
  const given = provider.access(options)
  if (given === null) return asked ?? ACCESS_LEVELS[0]
  if (asked === null || isAccessWithin(given, asked)) return given
  throw new HtmlGraphError({
    code: 'HG_ACCESS_REFUSED',
    message: `${provider.id}: these options give ${given}; expected at most ${asked}, which was asked for.`,
    hint: `Ask for access "${given}", or leave out the options that give it.`,
    details: { provider: provider.id, given, asked },
  })
}

function resolveDirectory(id: string, cwd: string): string {
  const path = resolve(cwd)
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat?.isDirectory()) return realpathSync(path)
  throw new HtmlGraphError({
    code: 'HG_CWD_INVALID',
    message: `${id}: the working directory ${path} ${stat ? 'is not a directory' : 'does not exist'}.`,
    hint: 'Give the path of an existing directory as cwd.',
    details: { cwd: path },
  })
}

function notARequest(received: unknown): HtmlGraphError {
  return new HtmlGraphError({
    code: 'HG_OPTION_INVALID',
    message: `spawn: the request is ${printValue(received)}; expected an object with provider and prompt.`,
  })
}

function warnOfStream({ id, capabilities }: Provider, { stream }: RunRequest): string[] {
  if (!stream || capabilities.stream !== false) return []
  return [`stream has no effect: ${id} does not print its answer while it is written.`]
}

/** Checked here, since a run's private files are made only after a delegation's record. */
function assertTemporaryDirectory(path: string): void {
  try {
    accessSync(dirname(path), constants.W_OK)
  } catch (cause) {
    throw new HtmlGraphError({
      code: 'HG_CWD_INVALID',
      message: `The directory for temporary files, ${dirname(path)}, does not exist or cannot be written.`,
      hint: 'Create it, or set TMPDIR to another one.',
      cause,
    })
  }
}

function assertCapable(provider: Provider, request: RunRequest): void {
  if (request.resume === null || provider.capabilities.resume !== false) return
  throw new HtmlGraphError({
    code: 'HG_CAPABILITY_MISSING',
    message: `${provider.id}: resume is ${JSON.stringify(request.resume)}, but this CLI cannot go on with a session; expected null.`,
    details: { provider: provider.id, capability: 'resume' },
  })
}
