import { z } from 'zod'
import { ACCESS_LEVELS, type Access, type Plugin } from '../contract/index.ts'

/** What an agent's name, as `coder`, stands for. Absent members take the defaults of the role or of core. */
export interface AgentRole {
  /** A provider's id. */
  readonly provider?: string | undefined
  /** A model id, alias or logical name; `null` lets the CLI choose. */
  readonly model?: string | null | undefined
  /** What a run of this agent may change at the most. */
  readonly access?: Access | undefined
  /** The kind of task, by which a model is selected when none is named. */
  readonly taskType?: string | undefined
  /** The provider's own options. */
  readonly options?: Readonly<Record<string, unknown>> | undefined
  /** Wall time for a whole run, in milliseconds; `null` for no limit. */
  readonly timeoutMs?: number | null | undefined
}

/** The configuration as its author writes it. */
export interface HtmlGraphConfigInput {
  /** By name. @default {} */
  readonly agents?: Readonly<Record<string, AgentRole>> | undefined
  /** Plugins beside those found among the dependencies: package names, relative paths, or the plugins themselves. @default [] */
  readonly plugins?: readonly (string | Plugin)[] | undefined
}

/** The configuration of a project, completed. */
export interface HtmlGraphConfig {
  readonly agents: Readonly<Record<string, AgentRole>>
  readonly plugins: readonly (string | Plugin)[]
  /** The project's root. */
  readonly root: string
  /** The file it came from; `null` when there is none. */
  readonly file: string | null
}

/** Gives an `htmlgraph.config.ts` its types. Returns what it gets. */
export function defineConfig(config: HtmlGraphConfigInput): HtmlGraphConfigInput {
  return config
}

const MILLISECONDS = 'a whole number of milliseconds above 0, or null'

const name = (what: string): z.ZodString => z.string(what).min(1, what)

const roleShape = {
  provider: name("a provider's id").optional(),
  model: name('a model name or null').nullish(),
  access: z.enum(ACCESS_LEVELS, `one of ${ACCESS_LEVELS.join(', ')}`).optional(),
  taskType: name('a task type').optional(),
  options: z.record(z.string(), z.unknown(), 'an object of options').optional(),
  timeoutMs: z.int(MILLISECONDS).positive(MILLISECONDS).nullish(),
}

/** Plugins are only told apart from names here: a bad one is disabled, not a reason to refuse all. */
const pluginEntry = z.custom<string | Plugin>(
  (value) => (typeof value === 'string' ? value !== '' : Object(value) === value),
  "a package's name or a plugin",
)

const configShape = {
  agents: z
    .record(
      z.string(),
      z.strictObject(roleShape, 'a role, as { provider: "…" }'),
      'an object of roles by name',
    )
    .default({}),
  plugins: z.array(pluginEntry, 'a list').default([]),
}

/** Checks a configuration and completes it. Each message says what was expected. */
export const configSchema: z.ZodType<Pick<HtmlGraphConfig, 'agents' | 'plugins'>> = z.strictObject(
  configShape,
  'an object, best made with defineConfig',
)

/** The keys that are valid at a place of the configuration. */
export function configKeysAt(path: readonly PropertyKey[]): readonly string[] {
  return Object.keys(path.length === 0 ? configShape : roleShape)
}
