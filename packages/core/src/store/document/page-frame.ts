import { RECORD_STYLE } from './record-style.ts'

const CONTENT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** What stands before the title of a record's page. */
export const BEFORE_TITLE: string = [
  '<!doctype html>',
  '<html lang="en">',
  '<head>',
  // First in the head: a policy binds only what comes after it.
  `<meta http-equiv="Content-Security-Policy" content="${CONTENT_POLICY}">`,
  '<meta charset="utf-8">',
  '<meta name="viewport" content="width=device-width">',
  '<title>',
].join('\n')

/** What stands between the title and the `<article>`. */
export const BEFORE_ARTICLE: string = [
  '</title>',
  `<style>${RECORD_STYLE}</style>`,
  '</head>',
  '<body>\n<main>\n',
].join('\n')

/** The end of the `<article>`, and what stands behind it. */
export const PAGE_END: string = '</article>\n</main>\n</body>\n</html>\n'
