import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findInstallation, installedInScope } from './find-installation.ts'
import { findPackageDirectory } from './find-project-root.ts'
import { findWorkspaceRoot } from './find-workspace-root.ts'
import { loadConfig } from './load-config.ts'
import { type LoadFailure, loadModule } from './load-module.ts'
import { MANIFEST, readManifest } from './package-manifest.ts'
import {
  assembleRegistry,
  nameOf,
  type PluginCandidate,
  type PluginProblem,
  type Registry,
} from './registry.ts'

const SCOPE = '@htmlgraph'
const FIRST_PARTY = /^@htmlgraph\/provider-[a-z0-9-]+$/

/** Where to look for plugins. */
export interface DiscoverInit {
  /** The directory whose project is asked for its plugins. */
  readonly cwd: string
  /** Where the running code lies, to find a global installation. @default the directory of this module */
  readonly runningFrom?: string | undefined
}

/**
 * Finds and loads the plugins of a project, synchronously:
 *
 * 1. what its `htmlgraph.config.*` lists under `plugins`;
 * 2. the `@htmlgraph/provider-*` packages among the direct dependencies of its `package.json`;
 * 3. those of its workspace root;
 * 4. without any `package.json`: those installed beside the global `htmlgraph` that is running.
 *
 * Of packages with the same name only the first is loaded. What merely lies in `node_modules` is not looked at.
 * A plugin that cannot be used is reported in `problems`; the others work.
 *
 * @throws HG_CONFIG_INVALID when the configuration itself cannot be read.
 */
export function discoverRegistry(init: DiscoverInit): Registry {
  const sources = [...configured(init.cwd), ...firstParty(init)]
  const loaded = firstOfEach(sources, packageOf).map(load)
  const problems = loaded.filter(isProblem)
  const candidates = loaded.flatMap((item) => (isProblem(item) ? [] : [item]))
  return assembleRegistry(firstOfEach(candidates, objectOf), problems)
}

/** A package to load, a plugin already there, or a problem already known. */
type Source = PackageSource | PluginCandidate | PluginProblem

interface PackageSource {
  /** The directory from which the name is resolved. */
  readonly directory: string
  readonly specifier: string
  /** The file that lists it. */
  readonly listedIn: string
}

function configured(cwd: string): Source[] {
  const { plugins, root, file } = loadConfig({ cwd })
  return plugins.map((plugin, index) => {
    const listedIn = file ?? root
    if (typeof plugin === 'string') return { directory: root, specifier: plugin, listedIn }
    return { label: nameOf(plugin) ?? `plugins[${index}] of ${listedIn}`, value: plugin }
  })
}

function firstParty({ cwd, runningFrom = import.meta.dirname }: DiscoverInit): Source[] {
  const own = findPackageDirectory(cwd)
  if (own === null) return installed(runningFrom)
  const root = findWorkspaceRoot(own)
  return [...dependencies(own), ...(root === null ? [] : dependencies(root))]
}

function dependencies(directory: string): Source[] {
  const listedIn = join(directory, MANIFEST)
  const manifest = readManifest(directory)
  if (manifest === null) {
    const message = 'it is not a JSON object, so its dependencies are not known'
    return [{ plugin: listedIn, message, hint: 'Repair the file.' }]
  }
  return manifest.dependencies
    .filter((name) => FIRST_PARTY.test(name))
    .map((specifier) => ({ directory, specifier, listedIn }))
}

/** npm's global directory has no `package.json`: all that lies there directly was asked for by name. */
function installed(runningFrom: string): Source[] {
  const directory = findInstallation(runningFrom)
  if (directory === null) return []
  if (existsSync(join(directory, MANIFEST))) return dependencies(directory)
  return installedInScope(directory, SCOPE)
    .filter((name) => FIRST_PARTY.test(name))
    .map((specifier) => ({ directory, specifier, listedIn: join(directory, 'node_modules') }))
}

function load(source: Source): PluginCandidate | PluginProblem {
  if (!('specifier' in source)) return source
  const { directory, specifier, listedIn } = source
  const loaded = loadModule(join(directory, MANIFEST), specifier)
  if (loaded.failure === null) return { label: specifier, value: loaded.value }
  const { reason, message } = loaded.failure
  return { plugin: specifier, message, hint: `${HINTS[reason]} It is listed in ${listedIn}.` }
}

const HINTS: Readonly<Record<LoadFailure['reason'], string>> = {
  missing: 'Install the dependencies of the project, or take it off the list.',
  incomplete: 'Build or reinstall the package.',
  'not-exported': 'Its package.json needs `exports` with a `default` condition.',
  async: 'Import it yourself and pass it: new HeadlessSpawner({ plugins: [plugin] }).',
  'no-default': 'It should default-export what definePlugin returns.',
  throws: 'Update or reinstall the package.',
}

function isProblem(item: PluginCandidate | PluginProblem): item is PluginProblem {
  return 'plugin' in item
}

function packageOf(source: Source): unknown {
  return 'specifier' in source ? source.specifier : source
}

function objectOf(candidate: PluginCandidate): unknown {
  const isObject = Object(candidate.value) === candidate.value
  return isObject ? candidate.value : candidate
}

/** Leaves out the items whose key an earlier one has. */
function firstOfEach<Item>(items: readonly Item[], keyOf: (item: Item) => unknown): Item[] {
  const keys = items.map(keyOf)
  return items.filter((_item, index) => keys.indexOf(keys[index]) === index)
}
