import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { openStore } from '@htmlgraph/core/store'
import { FULL_DELEGATION } from '../../../packages/core/test/full-delegation.ts'
import { launchChromium } from './launch-chromium.ts'

// Takes the pictures of a record's page that `docs/store.md` shows: node tooling/checks/src/take-pictures.ts

const IMAGES = join(import.meta.dirname, '../../../docs/images')

const root = mkdtempSync(join(tmpdir(), 'htmlgraph-pictures-'))
const browser = await launchChromium()
try {
  const store = openStore({ root })
  store.taskDelegations.create(FULL_DELEGATION)
  store.close()
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({
      colorScheme,
      viewport: { width: 860, height: 900 },
      deviceScaleFactor: 1.5,
    })
    await page.goto(pathToFileURL(store.pathOf(FULL_DELEGATION.taskId)).href)
    await page.screenshot({ path: join(IMAGES, `record-${colorScheme}.png`), fullPage: true })
  }
} finally {
  await browser.close()
  rmSync(root, { recursive: true, force: true })
}
