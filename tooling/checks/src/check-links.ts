import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root } from './repository.ts'

const skipped = ['**/node_modules/**', '**/dist/**', '**/recordings/**', '**/fixtures/**']

/** Relative links of the Markdown pages that lead nowhere. */
export function checkLinks(): ReadonlyArray<string> {
  return globSync(['*.md', '{docs,packages,plugins,tooling}/**/*.md'], {
    cwd: root,
    exclude: skipped,
  })
    .map((page) => join(root, page))
    .flatMap((page) =>
      findLinks(readFileSync(page, 'utf8'))
        .filter((target) => !existsSync(join(dirname(page), target)))
        .map((target) => `${relative(root, page)}: ${target} does not exist`),
    )
}

/** The files that a Markdown text links to: neither other hosts nor places on the same page. */
export function findLinks(markdown: string): ReadonlyArray<string> {
  const prose = markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(([^()\s]+)\)/g)]
    .map(([, target = '']) => decodeURI(target.replace(/#.*$/, '')))
    .filter((target) => target !== '' && !/^[a-z]+:/i.test(target))
}
