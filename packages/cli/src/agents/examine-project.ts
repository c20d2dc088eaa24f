import {
  findProjectRoot,
  HeadlessSpawner,
  isHtmlGraphError,
  type PluginProblem,
  type Provider,
  type Registry,
} from '@htmlgraph/core'
import type { CommandContext } from '../command.ts'
import { keyVariables } from './find-login.ts'
import { type AgentReport, inspectAgent } from './inspect-agent.ts'
import { type HostReport, reachHost } from './reach-host.ts'

/** Something that should be otherwise. */
export interface Finding {
  /** The provider or plugin. */
  readonly subject: string
  readonly problem: string
  /** What to do about it. */
  readonly remedy: string | null
}

/** An agent, and the plugin it came with. */
export interface ProviderReport extends AgentReport {
  readonly plugin: string
  /** Empty when they were not asked. */
  readonly hosts: readonly HostReport[]
}

/** What `htmlgraph doctor` finds. */
export interface Diagnosis {
  /** Whether at least one agent can be used. */
  readonly isUsable: boolean
  readonly node: string
  readonly root: string
  readonly providers: readonly ProviderReport[]
  readonly findings: readonly Finding[]
}

/** What to examine. */
export interface Examination {
  readonly directory: string
  readonly withNetwork: boolean
  readonly context: CommandContext
}

/** Looks at the plugins of a project and at the agents that they bring. */
export async function examineProject(init: Examination): Promise<Diagnosis> {
  const root = findProjectRoot(init.directory)
  const base = { node: process.versions.node, root }
  const registry = discover(init)
  if ('problem' in registry) {
    return { ...base, isUsable: false, providers: [], findings: [registry] }
  }
  const owned = registry.plugins.flatMap(({ name, providers }) =>
    providers.map((provider) => ({ plugin: name, provider })),
  )
  const reports = await Promise.all(
    owned.map(async ({ plugin, provider }) => ({
      report: await examineProvider({ provider, plugin }, init),
      provider,
    })),
  )
  const providers = reports.map(({ report }) => report)
  const findings = [
    ...registry.problems.map(disabledPlugin),
    ...(owned.length === 0 ? [NO_PROVIDER] : []),
    ...reports.flatMap(({ report, provider }) => findingsOf(report, provider)),
  ]
  return { ...base, isUsable: providers.some((report) => report.isUsable), providers, findings }
}

function discover({ directory, context }: Examination): Registry | Finding {
  try {
    return new HeadlessSpawner({ cwd: directory, env: context.env }).registry
  } catch (error) {
    if (!isHtmlGraphError(error)) throw error
    return { subject: error.code, problem: error.message, remedy: error.hint }
  }
}

async function examineProvider(
  { plugin, provider }: { plugin: string; provider: Provider },
  { withNetwork, context }: Examination,
): Promise<ProviderReport> {
  const hosts = withNetwork ? (provider.hosts ?? []) : []
  const [agent, ...answers] = await Promise.all([
    inspectAgent(provider, context),
    ...hosts.map((host) => reachHost(host)),
  ])
  return { ...agent, plugin, hosts: answers }
}

function disabledPlugin({ plugin, message, hint }: PluginProblem): Finding {
  return { subject: plugin, problem: `the plugin is disabled: ${message}`, remedy: hint }
}

const NO_PROVIDER: Finding = {
  subject: 'providers',
  problem: 'no provider is registered',
  remedy:
    'Install the package of an agent that you use, such as `npm install @htmlgraph/provider-claude`.',
}

function findingsOf(report: ProviderReport, provider: Provider): Finding[] {
  const { executable } = provider
  const found: Finding[] = []
  const add = (problem: string, remedy: string | null): void =>
    void found.push({ subject: report.provider, problem, remedy })
  if (report.missing !== null) {
    // It begins with the provider and ends with the remedy.
    add(report.missing.replace(`${report.provider}: `, ''), null)
  }
  if (report.versionState === 'too-old') {
    add(
      `version ${report.version} is older than ${executable.minVersion}`,
      `Update it: ${executable.install}`,
    )
  }
  if (report.versionState === 'untested') {
    const tested = executable.testedVersions.join(', ')
    add(
      `version ${report.version} was not tried; tried: ${tested}`,
      'It will probably work. If not, install a tried one.',
    )
  }
  if (report.problem !== null) {
    add(
      `${report.path} cannot be run: ${report.problem}`,
      `Install it again: ${executable.install}`,
    )
  } else if (report.path !== null && report.version === null) {
    add('its version cannot be read', `Run \`${report.path} --version\` and see what it says.`)
  }
  if (report.login.state === 'no') {
    const keys = keyVariables(provider).join(' or ')
    add(
      'it does not look logged in',
      `Run \`${executable.command}\` once and log in${keys && `, or set ${keys}`}.`,
    )
  }
  for (const { host, problem } of report.hosts) {
    if (problem !== null)
      add(`${host}: ${problem}`, 'Check the network, the proxy and the firewall.')
  }
  return found
}
