import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']

/** Where systems put a Chromium that is not on PATH. */
const places = [
  '/usr/lib/chromium/chromium',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/**
 * The browser for `npm run test:browser`: the one named by `HTMLGRAPH_CHROMIUM`, else one on PATH,
 * else one in a known place.
 *
 * @throws Error with what to do, when there is none or the named one cannot run.
 */
export function findChromium(env: NodeJS.ProcessEnv): string {
  const named = env.HTMLGRAPH_CHROMIUM
  if (named) {
    if (isProgram(named)) return named
    throw new Error(`HTMLGRAPH_CHROMIUM is "${named}"; expected the path of an executable browser.`)
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(isAbsolute)
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  const found = [...onPath, ...places].find(isProgram)
  if (found) return found
  throw new Error(
    'No Chromium was found. Install one (on Debian: apt-get install --no-install-recommends chromium), ' +
      'or set HTMLGRAPH_CHROMIUM to the path of a Chromium, Chrome or Edge.',
  )
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
