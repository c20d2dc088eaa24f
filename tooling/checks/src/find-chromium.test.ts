import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findChromium } from './find-chromium.ts'

let folder: string
let browser: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'htmlgraph-chromium-'))
  browser = join(folder, 'chromium')
  writeFileSync(browser, '#!/bin/sh\n')
  chmodSync(browser, 0o755)
})

afterEach(() => rmSync(folder, { recursive: true }))

it('takes the browser that the environment names before any on PATH', () => {
  expect(findChromium({ HTMLGRAPH_CHROMIUM: process.execPath, PATH: folder })).toBe(
    process.execPath,
  )
})

it('finds a browser on PATH', () => {
  expect(findChromium({ PATH: `relative::${folder}` })).toBe(browser)
})

it('says what was named when that cannot run', () => {
  expect(() => findChromium({ HTMLGRAPH_CHROMIUM: folder, PATH: folder })).toThrow(
    `HTMLGRAPH_CHROMIUM is "${folder}"; expected the path of an executable browser.`,
  )
})
