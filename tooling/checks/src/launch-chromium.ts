import { type Browser, chromium } from 'playwright-core'
import { findChromium } from './find-chromium.ts'

/** Starts the browser of this machine for a `*.browser.test.ts`; the caller closes it. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(process.env),
    // In a container as root there is nothing left for Chromium's own sandbox to stand on.
    chromiumSandbox: process.getuid?.() !== 0,
  })
}
