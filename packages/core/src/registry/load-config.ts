import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { HtmlGraphError } from '../contract/index.ts'
import { isShared } from './ancestors.ts'
import { describeIssue } from './describe-issue.ts'
import { CONFIG_FILES, findProjectRoot } from './find-project-root.ts'
import { configKeysAt, configSchema, type HtmlGraphConfig } from './html-graph-config.ts'
import { type LoadFailure, loadModule } from './load-module.ts'

/**
 * Loads the configuration of the project around a directory; without a file it is empty.
 * It runs the file, so nothing that only reads records may call this.
 *
 * @throws HG_CONFIG_INVALID when the file cannot be loaded or has a wrong value, saying where and what was expected.
 */
export function loadConfig(init: { readonly cwd: string }): HtmlGraphConfig {
  const root = findProjectRoot(init.cwd)
  const file = findConfigFile(root)
  if (file === null) return Object.freeze({ agents: {}, plugins: [], root, file })
  const loaded = loadModule(file, file)
  if (loaded.failure !== null) throw cannotLoad(file, loaded.failure)
  const checked = configSchema.safeParse(loaded.value)
  if (checked.success) return Object.freeze({ ...checked.data, root, file })
  const problems = checked.error.issues.map((issue) =>
    describeIssue(issue, loaded.value, configKeysAt(issue.path)),
  )
  throw new HtmlGraphError({
    code: 'HG_CONFIG_INVALID',
    message: `${file}: ${problems.join('; ')}.`,
    details: { file, problems },
  })
}

function findConfigFile(root: string): string | null {
  if (isShared(root)) return null
  return CONFIG_FILES.map((name) => join(root, name)).find((file) => existsSync(file)) ?? null
}

function cannotLoad(file: string, failure: LoadFailure): HtmlGraphError {
  return new HtmlGraphError({
    code: 'HG_CONFIG_INVALID',
    message: `${file} cannot be loaded: ${failure.message}.`,
    hint: HINTS[failure.reason],
    details: { file, problems: [failure.message] },
    cause: failure.cause ?? undefined,
  })
}

const HINTS: Readonly<Partial<Record<LoadFailure['reason'], string>>> = {
  async: 'Take the `await` out of the file and of what it imports.',
  'no-default': 'Write `export default defineConfig({ … })`.',
}
