import { parseArgs } from 'node:util'
import { benchCli } from './src/bench-cli.ts'
import { benchCost } from './src/bench-cost.ts'
import { benchJsonLines } from './src/bench-json-lines.ts'
import { benchMemory } from './src/bench-memory.ts'
import { benchSpawn } from './src/bench-spawn.ts'
import { formatTable } from './src/format-table.ts'
import type { Row } from './src/row.ts'
import { benchStore } from './src/store/bench-store.ts'

/** Each group's benchmarks, in the order they run. */
const GROUPS: Readonly<Record<string, readonly (() => Promise<Row[]>)[]>> = {
  runner: [benchSpawn, benchJsonLines, benchMemory],
  cli: [benchCli],
  cost: [() => benchCost(Number(values.records))],
  store: [() => benchStore(Number(values.records))],
}

const USAGE =
  'Usage: npm run bench -- [runner|cli|cost|store] [--records COUNT] [--json] [--check]\n'

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    // How many records the large store of the groups `cost` and `store` has.
    records: { type: 'string', default: '100000' },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})

const unknown = positionals.find((name) => !Object.hasOwn(GROUPS, name))
if (values.help) {
  process.stdout.write(USAGE)
} else if (!/^[1-9]\d{3,6}$/.test(values.records)) {
  process.stderr.write(`bench: --records is ${values.records}; expected 1000 to 9999999.\n`)
  process.exitCode = 2
} else if (unknown !== undefined) {
  process.stderr.write(`bench: there is no group "${unknown}".\n${USAGE}`)
  process.exitCode = 2
} else {
  await run(positionals.length === 0 ? Object.keys(GROUPS) : positionals)
}

async function run(names: readonly string[]): Promise<void> {
  const rows: Row[] = []
  for (const bench of names.flatMap((name) => GROUPS[name] ?? [])) rows.push(...(await bench()))
  process.stdout.write(values.json ? `${JSON.stringify(rows, null, 2)}\n` : formatTable(rows))
  if (values.check && rows.some((row) => row.ok === false)) process.exitCode = 1
}
