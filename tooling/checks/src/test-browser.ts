import { spawnSync } from 'node:child_process'
import { findChromium } from './find-chromium.ts'

try {
  process.exitCode = testBrowser(findChromium(process.env), process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

function testBrowser(browser: string, args: ReadonlyArray<string>): number {
  process.stderr.write(`Testing with ${browser}\n`)
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'browser', ...args]
  const env = { ...process.env, HTMLGRAPH_CHROMIUM: browser }
  return spawnSync(process.execPath, vitest, { env, stdio: 'inherit' }).status ?? 1
}
