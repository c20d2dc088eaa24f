import { type Access, HtmlGraphError, nameHint, type SpawnRequest } from '../contract/index.ts'
import type { AgentRole, Registry } from '../registry/index.ts'
import type { CheckedTask } from './delegation-task.ts'

const role = (access: Access): AgentRole => ({ access })

/** The roles that exist without a configuration. Those that produce files may write them. */
export const DEFAULT_ROLES: Readonly<Record<string, AgentRole>> = {
  coder: role('workspace-write'),
  tester: role('workspace-write'),
  writer: role('workspace-write'),
  debugger: role('workspace-write'),
  reviewer: role('read-only'),
  architect: role('read-only'),
  orchestrator: role('read-only'),
}

/** What a role is resolved with. */
export interface RoleContext {
  /** The project's roles; they come before the default ones. */
  readonly agents: Readonly<Record<string, AgentRole>>
  readonly registry: Registry
  readonly root: string
}

/**
 * The spawn request that a task means.
 *
 * @throws HG_AGENT_UNKNOWN when no role has the name, with all that exist.
 */
export function resolveTask(task: CheckedTask, context: RoleContext): SpawnRequest {
  const found = findRole(task.agent, context.agents)
  return {
    provider: task.provider ?? found.provider ?? firstProvider(context.registry),
    prompt: task.prompt,
    model: task.model === undefined ? found.model : task.model,
    access: task.access ?? found.access,
    cwd: task.cwd ?? context.root,
    env: task.env,
    timeoutMs: task.timeoutMs === undefined ? found.timeoutMs : task.timeoutMs,
    idleTimeoutMs: task.idleTimeoutMs,
    executable: task.executable,
    options: { ...found.options, ...task.options },
  }
}

function findRole(agent: string, agents: Readonly<Record<string, AgentRole>>): AgentRole {
  const roles = { ...DEFAULT_ROLES, ...agents }
  // What the project leaves out of a role is as it is without a configuration.
  if (Object.hasOwn(roles, agent)) return { ...DEFAULT_ROLES[agent], ...agents[agent] }
  throw new HtmlGraphError({
    code: 'HG_AGENT_UNKNOWN',
    message: `delegate: there is no role "${agent}".`,
    hint: nameHint(agent, Object.keys(roles)),
    details: { agent, valid: Object.keys(roles) },
  })
}

function firstProvider(registry: Registry): string {
  const [id] = registry.providers.keys()
  if (id !== undefined) return id
  const problems = registry.problems.map(({ plugin, message }) => `${plugin}: ${message}`)
  throw new HtmlGraphError({
    code: 'HG_PROVIDER_UNKNOWN',
    message: ['delegate: no provider is registered.', ...problems].join(' '),
    hint: 'Install the provider package of an agent that you use, for example with npm install @htmlgraph/provider-<agent>.',
  })
}
