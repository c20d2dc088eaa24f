import { describe, expect, it } from 'vitest'
import { FULL_DELEGATION } from '../../../test/full-delegation.ts'
import { acceptChanges, acceptInput } from '../record/accept-record.ts'
import { readRecord } from './read-record.ts'
import { NOTHING_FOREIGN } from './record-document.ts'
import { writeRecord } from './write-record.ts'

const RECORD = acceptInput(FULL_DELEGATION, new Date('2026-11-23T10:30:45.123Z'))
const HTML = writeRecord({ record: RECORD, foreign: NOTHING_FOREIGN })

const BY_HAND = `<article class=mine data-mood="good &amp; calm" data-status='pending'
  id=hand-1 data-created-at="2026-11-23T12:30+02:00" data-type="task-delegation">
  <h1>Mine</h1>
  <nav data-graph-edges><ul>
    <li><a href="hand-0.html" data-relationship="depends-on">before</a>
    <li><a href="../features/f-1.html" data-relationship="implements" data-since="2025">Feature &lt;1&gt;</a>
  </ul></nav>
  <section data-steps><ol><li data-completed="true">one<li>two</ol></section>
  <section data-properties><dl><dt>n<dd data-key="n" data-value="007">007<dd data-key="m">text</dl></section>
  <section data-prompt>Do it.</section>
</article>`

describe('readRecord', () => {
  it('reads a record that a person wrote', () => {
    expect(readRecord(BY_HAND).record).toMatchObject({
      taskId: 'hand-1',
      status: 'pending',
      createdAt: '2026-11-23T10:30:00.000Z',
      prompt: 'Do it.',
      output: null,
      dependsOn: ['hand-0'],
      properties: { n: '007', m: 'text' },
      version: 1,
    })
  })

  it('keeps what it does not understand when the record is written again', () => {
    const { record, foreign } = readRecord(BY_HAND)
    const html = writeRecord({ record: acceptChanges(record, { output: 'done' }), foreign })
    expect(html).toContain(
      '<section data-steps><ol><li data-completed="true">one<li>two</ol></section>',
    )
    expect(html).toContain('data-mood="good &amp; calm"')
    expect(html).toContain(
      '<a href="../features/f-1.html" data-relationship="implements" data-since="2025">Feature &lt;1&gt;</a>',
    )
    expect(readRecord(html).foreign).toEqual(foreign)
    expect(readRecord(html).record.output).toBe('done')
  })

  it('reads a file whose line ends were changed to those of Windows', () => {
    expect(readRecord(HTML.replaceAll('\n', '\r\n')).record).toStrictEqual(RECORD)
  })

  it('notices wherever a file was cut off', () => {
    const end = HTML.indexOf('</article>') + '</article>'.length
    for (let length = 0; length < end; length += 1) {
      expect(() => readRecord(HTML.slice(0, length)), `cut at ${length}`).toThrow(
        expect.objectContaining({ code: 'HG_RECORD_CORRUPT' }),
      )
    }
    expect(readRecord(HTML.slice(0, end)).record).toStrictEqual(RECORD)
  }, 30_000)

  it.each([
    ['nothing', '', 'it has no <article data-type="…">'],
    ['something else', '<p>Hello</p>', 'it has no <article data-type="…">'],
    [
      'a node of another type',
      '<article id=a data-type=feature></article>',
      'it is of type "feature"',
    ],
    ['an id that is no task id', change('id="task-auth-001"', 'id="../x"'), 'no task id'],
    [
      'an unknown status',
      change('data-status="failed"', 'data-status="done"'),
      'its data-status is "done"; expected pending,',
    ],
    ['no status', change('data-status="failed"', ''), 'its data-status is missing'],
    [
      'a time that is none',
      change('"2026-11-23T10:30:45.123Z"', '"yesterday"'),
      'its data-created-at is "yesterday"',
    ],
    [
      'a broken number',
      change('data-tokens-used="8432"', 'data-tokens-used="8k"'),
      'its data-tokens-used is "8k"',
    ],
    [
      'a broken property',
      change(
        'data-value="2" data-value-type="number"',
        'data-value="two" data-value-type="number"',
      ),
      'its property "round" is "two"; expected a number',
    ],
    ['a NUL', change('Implement', '\0mplement'), 'it holds a NUL character'],
    [
      'two outputs',
      change('<section data-prompt>', '<section data-output></section><section data-prompt>'),
      'it has 2 sections data-output',
    ],
    [
      'elements without end',
      `<article data-type=task-delegation>${'<b>'.repeat(100_000)}`,
      'nested too deep',
    ],
  ])('names what is wrong with a file that holds %s', (_, html, reason) => {
    expect(() => readRecord(html)).toThrow(
      expect.objectContaining({
        code: 'HG_RECORD_CORRUPT',
        message: expect.stringContaining(reason),
      }),
    )
  })
})

function change(part: string, by: string): string {
  expect(HTML).toContain(part)
  return HTML.replace(part, () => by)
}
