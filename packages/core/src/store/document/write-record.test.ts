import { load } from 'cheerio'
import { describe, expect, it } from 'vitest'
import { FULL_DELEGATION } from '../../../test/full-delegation.ts'
import { acceptInput } from '../record/accept-record.ts'
import type { DelegationInput } from '../record/delegation-record.ts'
import { NOTHING_FOREIGN } from './record-document.ts'
import { writeRecord } from './write-record.ts'

const NOW = new Date('2026-11-23T10:30:45.123Z')

describe('writeRecord', () => {
  it('puts the content policy first in the head', () => {
    const first = load(write(FULL_DELEGATION))('head').children().first()
    expect(first.attr('http-equiv')).toBe('Content-Security-Policy')
    expect(first.attr('content')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    )
  })

  it('ends the attributes of the article within the first 4 KB', () => {
    const html = write({
      ...FULL_DELEGATION,
      taskId: 'x'.repeat(120),
      cwd: `/home/${'d'.repeat(250)}`,
    })
    const start = html.indexOf('<article')
    const end = Buffer.byteLength(html.slice(0, html.indexOf('">\n', start)))
    expect(end).toBeLessThan(4096)
  })

  it('writes whole micro-dollars without noise', () => {
    expect(write({ cost: 450_000 / 1e6 })).toContain('data-cost-usd="0.45"')
  })

  it('leaves out what is not known, so that a selector for it finds only what is', () => {
    const article = load(write({}))('article')
    expect(article.is('[data-model], [data-cost-usd], [data-agent]')).toBe(false)
    expect(article.find('[data-output], [data-error], [data-prompt], nav')).toHaveLength(0)
  })

  it('tells an empty output from none', () => {
    expect(load(write({ output: '' }))('section[data-output] pre')).toHaveLength(1)
  })

  it('links the tasks it depends on and its parent', () => {
    const $ = load(write(FULL_DELEGATION))
    const links = $('nav[data-graph-edges] a').toArray()
    expect(links.map((link) => [$(link).attr('data-relationship'), $(link).attr('href')])).toEqual([
      ['depends-on', 'task-auth-000.html'],
      ['depends-on', 'task-db-001.html'],
      ['parent', 'epic-auth.html'],
    ])
  })

  it('writes the output last', () => {
    const last = load(write(FULL_DELEGATION))('article').children().last()
    expect(last.is('section[data-output]')).toBe(true)
  })

  it('folds a long prompt and shows a long output', () => {
    const long = 'line\n'.repeat(100)
    const $ = load(write({ prompt: long, output: long }))
    expect($('section[data-prompt] details').is('[open]')).toBe(false)
    expect($('section[data-output] details').is('[open]')).toBe(true)
  })

  it('says that tokens and cost were not measured rather than 0', () => {
    const facts = load(write({ status: 'completed' }))('article > header dl').text()
    expect(facts).toMatch(/Tokens\s*not measured/)
    expect(facts).toMatch(/Cost\s*not measured/)
  })
})

function write(input: DelegationInput): string {
  return writeRecord({ record: acceptInput(input, NOW), foreign: NOTHING_FOREIGN })
}
