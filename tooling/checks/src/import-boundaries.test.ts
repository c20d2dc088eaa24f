import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from './repository.ts'

/** Imports by the folder they stand in: those the linter must refuse, and those it must not. */
const rooms: ReadonlyArray<{ folder: string; refused: string[]; allowed: string[] }> = [
  {
    folder: 'packages/core/src/contract',
    refused: ['../runner/run.ts', '../store/index.ts', '../index.ts', 'execa', 'node:fs/promises'],
    allowed: ['./access.ts', 'zod'],
  },
  {
    folder: 'packages/core/src/kit',
    refused: ['../runner/run.ts', '../contract/run.ts', '../index.ts', 'execa', 'node:os'],
    allowed: ['../contract/index.ts', './flags.ts', 'zod', 'node:fs', 'node:path'],
  },
  {
    folder: 'packages/core/src/registry',
    refused: ['../runner/run.ts', '../kit/index.ts', '../index.ts', 'node:child_process'],
    allowed: ['../contract/index.ts', './discover.ts', 'node:module'],
  },
  {
    folder: 'packages/core/src/runner',
    refused: ['../registry/index.ts', '../store/files.ts', '../delegate/sdk.ts', '@htmlgraph/core'],
    allowed: ['../contract/index.ts', './lines.ts', 'execa', 'node:child_process'],
  },
  {
    folder: 'packages/core/src/store/document',
    refused: ['../../runner/run.ts', '../../patterns/chain.ts', '../../index.ts', 'execa'],
    allowed: ['../../contract/index.ts', '../files.ts', 'cheerio', 'node:fs'],
  },
  {
    folder: 'packages/core/src/spawner',
    refused: ['../delegate/index.ts', '../patterns/chain.ts', '../provider.ts', 'execa'],
    allowed: ['../contract/index.ts', '../registry/index.ts', '../runner/index.ts'],
  },
  {
    folder: 'packages/core/src/select',
    refused: ['../spawner/index.ts', '../store/index.ts', '../index.ts', 'execa', 'node:fs'],
    allowed: ['../contract/index.ts', '../registry/index.ts', './priors.ts'],
  },
  {
    folder: 'packages/core/src/delegate',
    refused: ['../patterns/chain.ts', '../index.ts', 'node:child_process'],
    allowed: ['../contract/index.ts', '../store/index.ts', '../spawner/index.ts'],
  },
  {
    folder: 'packages/core/src/patterns',
    refused: ['../delegate/index.ts', '../orchestration.ts', 'execa'],
    allowed: ['../contract/index.ts', '../spawner/index.ts'],
  },
  {
    folder: 'plugins/provider-acme/src',
    refused: ['@htmlgraph/core', '@htmlgraph/provider-claude', 'zod', 'node:child_process'],
    allowed: ['@htmlgraph/core/provider', './options.ts', 'node:path'],
  },
  {
    folder: 'plugins/provider-acme/src/events',
    refused: ['../../../../packages/core/src/index.ts'],
    allowed: ['../options.ts', '@htmlgraph/core/provider'],
  },
  {
    folder: 'packages/cli/src',
    refused: ['../../core/src/index.ts', '@htmlgraph/core/dist/index.js'],
    allowed: ['@htmlgraph/core', '@htmlgraph/testkit/replay', './demo.ts'],
  },
]

const promises = `
async function work(): Promise<boolean> {
  return true
}
work()
if (work()) console.log('done')
`

/** Files that break one of the other rules, by the rule. */
const offenders: Record<string, ReadonlyArray<[path: string, text: string]>> = {
  'lint/suspicious/noImportCycles': [
    ['packages/cli/src/one.ts', "import { two } from './two.ts'\nexport const one = () => two\n"],
    ['packages/cli/src/two.ts', "import { one } from './one.ts'\nexport const two = () => one\n"],
  ],
  'lint/nursery/noFloatingPromises': [['packages/cli/src/floating.ts', promises]],
  'lint/nursery/noMisusedPromises': [['packages/cli/src/misused.ts', promises]],
  'lint/style/noDefaultExport': [['packages/cli/src/default.ts', 'export default {}\n']],
  'lint/style/useFilenamingConvention': [['packages/cli/src/camelCase.ts', 'export const a = 1\n']],
  'lint/complexity/noExcessiveLinesPerFunction': [
    ['packages/cli/src/long.ts', `export function long() {\n${'  console.log(1)\n'.repeat(51)}}\n`],
  ],
}

const importFile = 'every-import.ts'
let copy: string
let found: ReadonlyArray<{ category: string; path: string; line: number }>

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'htmlgraph-lint-'))
  execFileSync('git', ['init', '--quiet', copy])
  for (const file of ['biome.jsonc', '.gitignore']) copyFileSync(join(root, file), join(copy, file))
  for (const { folder, refused, allowed } of rooms) {
    const lines = [...refused, ...allowed].map(
      (from, index) => `export * as m${index} from '${from}'`,
    )
    write(`${folder}/${importFile}`, `${lines.join('\n')}\n`)
  }
  for (const [path, text] of Object.values(offenders).flat()) write(path, text)
  found = lint()
})

afterAll(() => rmSync(copy, { recursive: true }))

function write(path: string, text: string): void {
  mkdirSync(join(copy, dirname(path)), { recursive: true })
  writeFileSync(join(copy, path), text)
}

function lint(): typeof found {
  const biome = join(root, 'node_modules/.bin/biome')
  const args = ['lint', '--reporter=json', '--max-diagnostics=none', copy]
  const { stdout } = spawnSync(biome, args, { cwd: copy, encoding: 'utf8' })
  return JSON.parse(stdout).diagnostics.map(
    (entry: { category: string; location: { path: string; start: { line: number } } }) => ({
      category: entry.category,
      path: entry.location.path,
      line: entry.location.start.line,
    }),
  )
}

describe.each(rooms)('in $folder', ({ folder, refused }) => {
  it('the linter refuses just the imports that lead out of the room', () => {
    const lines = found
      .filter(({ category }) => category === 'lint/style/noRestrictedImports')
      .filter(({ path }) => path.endsWith(`${folder}/${importFile}`))
      .map(({ line }) => line)
      .sort((one, other) => one - other)
    expect(lines).toEqual(refused.map((_, index) => index + 1))
  })
})

it.each(Object.entries(offenders))('%s fails the lint', (rule, files) => {
  for (const [path] of files) {
    const rules = found.filter((entry) => entry.path.endsWith(path)).map(({ category }) => category)
    expect(rules).toContain(rule)
  }
})
