const IGNORED: readonly string[] = [
  '.htmlgraph/index.sqlite*',
  '.htmlgraph/runs/',
  '.htmlgraph/queue/',
  '.htmlgraph-demo/',
]

const AGENTS = `{
  // A role, and what does it. Roles that are not named here keep their defaults.
  agents: {
    // coder: { provider: 'claude', model: 'opus', access: 'workspace-write' },
    // reviewer: { provider: 'claude', model: 'haiku', access: 'read-only' },
  },
}`

/** The text of a new configuration. @param hasCore Whether `@htmlgraph/core` can be imported from there. */
export function configText(hasCore: boolean): string {
  if (!hasCore) return `export default ${AGENTS}\n`
  return `import { defineConfig } from '@htmlgraph/core'\n\nexport default defineConfig(${AGENTS})\n`
}

/** The text of `htmlgraph-env.d.ts`. @param packages The provider packages that are installed. */
export function environmentText(packages: readonly string[]): string {
  const imports =
    packages.length === 0
      ? ["// import '@htmlgraph/provider-claude'", '', 'export {}']
      : packages.map((name) => `import '${name}'`)
  const reason =
    '// Each import tells TypeScript about an installed agent: spawnClaude, spawn("claude", …).'
  return `${[reason, ...imports].join('\n')}\n`
}

/** What to add to a `.gitignore`; `null` when nothing is missing. */
export function ignoreText(present: string): string | null {
  const lines = present.split(/\r?\n/).map((line) => line.trim())
  const missing = IGNORED.filter((line) => !lines.includes(line))
  if (missing.length === 0) return null
  const gap = present === '' ? '' : present.endsWith('\n') ? '\n' : '\n\n'
  return `${gap}# HtmlGraph: only local. The records in .htmlgraph/task-delegations/ belong to the project.\n${missing.join('\n')}\n`
}
