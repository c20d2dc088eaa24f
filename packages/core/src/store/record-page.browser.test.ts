import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../../../../tooling/checks/src/launch-chromium.ts'
import { FULL_DELEGATION } from '../../test/full-delegation.ts'
import { openStore } from './open-store.ts'
import { DELEGATION_STATUSES, type DelegationInput } from './record/delegation-record.ts'

const PAYLOADS = [
  '<script>alert(1)</script>',
  '"><script src=https://evil.test/x.js></script>',
  '"><img src=x onerror=alert(1)>',
  "' autofocus onfocus=alert(1) x='",
  '</pre></article><iframe src=https://evil.test></iframe>',
  '</style></title></textarea></noscript><svg onload=alert(1)>',
  '--><!--><script>alert(1)</script>',
  '<meta http-equiv=refresh content="0;url=https://evil.test">',
  '<base href=https://evil.test/><link rel=stylesheet href=//evil.test/x.css>',
  '<form action=https://evil.test><button autofocus>Go</button></form>',
  '<a href=javascript:alert(1) ping=https://evil.test>go</a>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62; &amp;lt;',
  ']]><![CDATA[<script>alert(1)</script>',
  '<template><script>alert(1)</script></template><object data=https://evil.test></object>',
  '<iframe src="data:text/html,<script>parent.alert(1)</script>"></iframe><embed src=data:image/svg+xml,x>',
  '<div style="background:url(https://evil.test/x.png)">x</div><style>@import url(//evil.test/x.css);</style>',
  '<link rel=preload href=https://evil.test as=fetch><link rel=dns-prefetch href=//evil.test>',
  '<video poster=//evil.test src=//evil.test autoplay></video><input type=image src=//evil.test>',
  '\u001b]0;title\u0007\u001b]52;c;ZXZpbA==\u0007\u001b[2J\u001b[31mred',
  'admin\u202egnp.exe\u202d \u2066isolate \u200f rtl',
  '\n\r\n leading and trailing \r\n\n',
]
const ALLOWED_ELEMENTS =
  'html head meta title style body main article header h1 p b bdi dl div dt dd time nav section h2 ul ol li a details summary span pre strong br table thead tbody tr th td'.split(
    ' ',
  )

let root: string
let browser: Browser

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'htmlgraph-page-'))
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  rmSync(root, { recursive: true, force: true })
})

describe('a record whose every field is hostile', () => {
  it.each([
    ['with its content policy', false],
    ['by its escaping alone, without the content policy', true],
  ])('asks for nothing, runs nothing and shows the text %s', async (_, bypassCSP) => {
    const hostile = PAYLOADS.join('\n')
    const { page, seen } = await open(writePage(hostileDelegation(hostile)), { bypassCSP })
    await page.waitForLoadState('networkidle')
    expect(seen.requests).toEqual([page.url()])
    expect(seen.dialogs).toEqual([])
    expect(await page.locator('section[data-output] pre').textContent()).toBe(hostile)
    expect(await page.locator('section[data-prompt] pre').textContent()).toBe(hostile)
    expect(await page.locator('section[data-warnings] li').textContent()).toBe(hostile)
    expect(await findStrangers(page)).toEqual([])
    await page.context().close()
  })

  it('shows a megabyte of it', async () => {
    const all = PAYLOADS.join('\n')
    const hostile = all.repeat(Math.floor((1024 * 1024 - 1) / Buffer.byteLength(all)))
    const { page, seen } = await open(writePage({ output: hostile }))
    expect((await page.locator('section[data-output] pre').textContent()) === hostile).toBe(true)
    expect(await findStrangers(page)).toEqual([])
    expect([seen.requests, seen.dialogs]).toEqual([[page.url()], []])
    await page.context().close()
  })

  it('shows the ends of more than that, and links to a file that is shown as text', async () => {
    const hostile = PAYLOADS.join('\n').repeat(1_000)
    const { page, seen } = await open(writePage({ output: hostile }))
    expect(await findStrangers(page)).toEqual([])
    expect([seen.requests, seen.dialogs]).toEqual([[page.url()], []])
    await page.locator('a[data-artifact]').click()
    await page.waitForURL(/\/artifacts\/[0-9a-f]{64}\.txt$/)
    expect(await page.evaluate(() => [document.contentType, document.scripts.length])).toEqual([
      'text/plain',
      0,
    ])
    expect(seen.dialogs).toEqual([])
    await page.context().close()
  })

  it.each(['light', 'dark'] as const)(
    'has nothing that axe objects to when it is %s',
    async (colorScheme) => {
      const hostile = PAYLOADS.join('\n')
      const { page } = await open(writePage(hostileDelegation(hostile)), { colorScheme })
      expect(await findViolations(page)).toEqual([])
      await page.context().close()
    },
  )

  it('is never wider than a phone', async () => {
    const viewport = { width: 320, height: 640 }
    const { page } = await open(writePage(hostileDelegation(PAYLOADS.join('\n'))), { viewport })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    await page.context().close()
  })

  it('keeps what turns the direction of writing inside of its own field', async () => {
    const { page } = await open(writePage(hostileDelegation('admin\u202egnp.exe')))
    const isolation = await page.evaluate(() =>
      [...document.querySelectorAll('bdi, pre')].map(
        (element) => getComputedStyle(element).unicodeBidi,
      ),
    )
    expect(isolation.length).toBeGreaterThan(10)
    expect(isolation.filter((value) => value !== 'isolate' && value !== 'plaintext')).toEqual([])
    await page.context().close()
  })
})

describe('the page of a record', () => {
  it.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['as wide as a phone', { viewport: { width: 360, height: 740 } }],
  ] as const)('has nothing that axe objects to when it is %s', async (_, options) => {
    for (const status of DELEGATION_STATUSES) {
      const { page } = await open(writePage({ ...FULL_DELEGATION, status }), options)
      expect(await findViolations(page)).toEqual([])
      await page.context().close()
    }
  })

  it('is never wider than a phone', async () => {
    const long = { prompt: 'x'.repeat(500), agent: 'a'.repeat(300), key: 'v'.repeat(300) }
    const viewport = { width: 320, height: 640 }
    const { page } = await open(writePage({ ...FULL_DELEGATION, ...long }), { viewport })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    await page.context().close()
  })

  it('prints what is folded on the screen, dark on light', async () => {
    const { page } = await open(writePage(FULL_DELEGATION), { colorScheme: 'dark' })
    const details = page.locator('section[data-details] dl')
    expect(await details.isVisible()).toBe(false)
    await page.emulateMedia({ media: 'print' })
    expect(await details.isVisible()).toBe(true)
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(27, 31, 36)')
    await page.context().close()
  })

  it('says the status in words', async () => {
    const { page } = await open(writePage({ ...FULL_DELEGATION, status: 'in-progress' }))
    expect(await page.title()).toContain('In progress')
    expect(await page.locator('header').textContent()).toContain('In progress')
    await page.context().close()
  })
})

describe('the page of a node of another type', () => {
  const hostile = PAYLOADS.join('\n')
  const line = hostile.replaceAll(/\s+/g, ' ')
  const writeNodePage = (): string => {
    const nodes = openStore({ root }).collection('features')
    const { id } = nodes.create({
      title: line,
      type: 'feature',
      status: line,
      priority: line,
      agent: line,
      attributes: { 'data-x': hostile },
      properties: { [hostile]: hostile },
      steps: [line, { text: line, completed: true, agent: line }],
      links: [{ relationship: line, to: 'other', label: line }],
      content: hostile,
    })
    return pathToFileURL(join(root, '.htmlgraph', 'features', `${id}.html`)).href
  }

  it.each([false, true])(
    'asks for nothing and runs nothing (without its policy: %s)',
    async (bypassCSP) => {
      const { page, seen } = await open(writeNodePage(), { bypassCSP })
      await page.waitForLoadState('networkidle')
      expect([seen.requests, seen.dialogs]).toEqual([[page.url()], []])
      expect(await page.locator('[data-content] pre').textContent()).toBe(hostile)
      expect(await findStrangers(page)).toEqual([])
      await page.context().close()
    },
  )

  it.each(['light', 'dark'] as const)(
    'has nothing that axe objects to when it is %s',
    async (colorScheme) => {
      const viewport = { width: 320, height: 640 }
      const { page } = await open(writeNodePage(), { colorScheme, viewport })
      expect(await findViolations(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
      await page.context().close()
    },
  )
})

/** What axe objects to when all is unfolded. */
async function findViolations(page: Page): Promise<unknown> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map((violation) => [violation.id, violation.nodes[0]?.html])
}

/** Writes a record through the store and gives the address of its file. */
function writePage(input: DelegationInput): string {
  const store = openStore({ root })
  const { taskId } = store.taskDelegations.create({ ...input, taskId: undefined })
  return pathToFileURL(store.pathOf(taskId)).href
}

interface Seen {
  readonly requests: string[]
  readonly dialogs: string[]
}

async function open(
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ readonly page: Page; readonly seen: Seen }> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const seen: Seen = { requests: [], dialogs: [] }
  context.on('request', (request) => seen.requests.push(request.url()))
  page.on('dialog', async (dialog) => {
    seen.dialogs.push(dialog.message())
    await dialog.dismiss()
  })
  await page.goto(url)
  return { page, seen }
}

/** Elements and attributes that the page never has by itself. */
function findStrangers(page: Page): Promise<readonly string[]> {
  return page.evaluate((allowed) => {
    const elements = [...document.querySelectorAll('*')]
    const strange = elements.filter((element) => !allowed.includes(element.localName))
    const attributes = elements.flatMap((element) => [...element.attributes])
    const active = attributes.filter(
      ({ name, value }) =>
        /^(on|src|action|ping|style)/.test(name) ||
        (name === 'href' && !/^([\w.-]+\.html|\.\.\/artifacts\/[0-9a-f]{64}\.txt)$/.test(value)),
    )
    return [
      ...strange.map((element) => element.localName),
      ...active.map((attribute) => attribute.name),
    ]
  }, ALLOWED_ELEMENTS)
}

function hostileDelegation(text: string): DelegationInput {
  return {
    ...FULL_DELEGATION,
    prompt: text,
    output: text,
    error: text,
    agent: text,
    model: text,
    requestedModel: text,
    provider: text,
    taskType: text,
    sessionId: text,
    cwd: text,
    host: text,
    requestHash: text,
    warnings: [text],
    properties: { [text]: text },
    denials: [{ tool: text, reason: text }],
    fileChanges: [{ path: text, change: 'created' }],
    attempts: [
      { ...FULL_DELEGATION.attempts[0], error: text, model: text, provider: text, sessionId: text },
    ],
    usage: [{ ...FULL_DELEGATION.usage[0], model: text }],
  }
}
