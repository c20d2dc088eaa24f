import { expect, it } from 'vitest'
import { findLinks } from './check-links.ts'

it('finds links to files, without their anchors', () => {
  expect(findLinks('[a](docs/a.md#top), ![b](b%20c.png)')).toEqual(['docs/a.md', 'b c.png'])
})

it('leaves other hosts, places on the page and code alone', () => {
  const page = '[a](https://example.org) [b](#top) `[c](c.md)`\n```md\n[d](d.md)\n```\n'
  expect(findLinks(page)).toEqual([])
})
