import { checkLinks } from './check-links.ts'
import { checkAgreement, checkPins, checkPublished } from './check-manifests.ts'
import { root } from './repository.ts'
import { runChecks } from './run-checks.ts'
import { problemsFrom } from './run-tool.ts'

const biome = [
  'check',
  '--error-on-warnings',
  '--diagnostic-level=warn',
  '--max-diagnostics=50',
  ...process.argv.slice(2),
]

await runChecks([
  {
    title: 'format, lint rules and import boundaries',
    run: () => problemsFrom('biome', biome, root),
  },
  { title: 'types, tests and tools included', run: () => problemsFrom('tsc', ['-p', '.'], root) },
  { title: 'manifests of published packages', run: checkPublished },
  { title: 'dependencies are pinned', run: checkPins },
  { title: 'versions named in two places agree', run: checkAgreement },
  { title: 'links between pages', run: checkLinks },
])
