import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { discoverRegistry, isHtmlGraphError } from '@htmlgraph/core'
import { UsageError } from '../arguments/usage-error.ts'
import { configText, environmentText, ignoreText } from './file-texts.ts'

/** One thing to be written. */
export interface SetupStep {
  /** Below the root. */
  readonly path: string
  /** What it is for, in words. */
  readonly effect: string
  /** `null` for a directory. */
  readonly text: string | null
  /** Added to the end of what is there; otherwise the file must not exist. */
  readonly isAddition: boolean
}

/** All that a project lacks. */
export interface Setup {
  readonly root: string
  readonly steps: readonly SetupStep[]
  /** What is there already, and stays. */
  readonly kept: readonly string[]
}

/**
 * Finds what a project lacks. Writes nothing.
 *
 * @throws UsageError when the directory does not exist.
 */
export function planSetup(root: string): Setup {
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`--root is ${root}, which is not a directory.`)
  }
  const wanted = [
    { path: '.htmlgraph/', effect: 'holds the records', text: null, isAddition: false },
    configStep(root),
    {
      path: 'htmlgraph-env.d.ts',
      effect: 'tells TypeScript which agents are installed',
      text: environmentText(installedProviders(root)),
      isAddition: false,
    },
  ]
  const missing = wanted.filter(({ path }) => !existsSync(join(root, path)))
  const configs = CONFIG_FILES.filter((file) => existsSync(join(root, file)))
  const steps = missing.filter(({ path }) => configs.length === 0 || !CONFIG_FILES.includes(path))
  const others = wanted.filter(
    (step) => !missing.includes(step) && !CONFIG_FILES.includes(step.path),
  )
  const kept = [...others.map(({ path }) => path), ...configs]
  const ignore = ignoreStep(root)
  return ignore === null
    ? { root, steps, kept: [...kept, '.gitignore'] }
    : { root, steps: [...steps, ignore], kept }
}

const CONFIG_FILES: readonly string[] = ['ts', 'mjs', 'js', 'json'].map(
  (extension) => `htmlgraph.config.${extension}`,
)

/** TypeScript where the project has it; Node then needs `"type": "module"` to read the file without a warning. */
function configStep(root: string): SetupStep {
  const isTyped = existsSync(join(root, 'tsconfig.json')) && manifestOf(root).type === 'module'
  return {
    path: isTyped ? 'htmlgraph.config.ts' : 'htmlgraph.config.mjs',
    effect: 'says which agent does which role',
    text: configText(canResolve(root, '@htmlgraph/core')),
    isAddition: false,
  }
}

function ignoreStep(root: string): SetupStep | null {
  const path = join(root, '.gitignore')
  const present = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const text = ignoreText(present)
  if (text === null) return null
  return { path: '.gitignore', effect: 'leaves out what is only local', text, isAddition: true }
}

/** A configuration that cannot be read is for `doctor` to explain. */
function installedProviders(root: string): readonly string[] {
  try {
    const names = discoverRegistry({ cwd: root }).plugins.map(({ name }) => name)
    return names.filter((name) => canResolve(root, name))
  } catch (error) {
    if (isHtmlGraphError(error)) return []
    throw error
  }
}

function canResolve(root: string, name: string): boolean {
  try {
    createRequire(join(root, 'package.json')).resolve(name)
    return true
  } catch {
    return false
  }
}

function manifestOf(root: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>
  } catch {
    return {}
  }
}
