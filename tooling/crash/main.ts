import { parseArgs } from 'node:util'
import { runCrashes } from './src/run-crashes.ts'
import { formatTally, isClean } from './src/tally.ts'

const USAGE = 'Usage: npm run crash -- [--kills COUNT] [--writers COUNT]\n'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    writers: { type: 'string', default: '4' },
    help: { type: 'boolean', default: false },
  },
})

const isCount = (text: string): boolean => /^[1-9]\d{0,6}$/.test(text)

if (values.help) process.stdout.write(USAGE)
else if (!isCount(values.kills) || !isCount(values.writers)) {
  process.stderr.write(`crash: expected whole numbers of 1 or more.\n${USAGE}`)
  process.exitCode = 2
} else {
  const tally = await runCrashes({ kills: Number(values.kills), writers: Number(values.writers) })
  process.stdout.write(formatTally(tally))
  process.exitCode = isClean(tally) ? 0 : 1
}
