import { expect, it } from 'vitest'
import { toConfigFlags, toFileFlags } from './file-flags.ts'

const paths = { run: '/run/one', home: '/home/ada', env: {} }

it('puts texts and JSON into files that flags name, and leaves out what is null', () => {
  const texts = { prompt: '- Be brief.', schema: { a: [1] }, empty: '', none: null }
  expect(toFileFlags(texts, paths)).toEqual({
    files: [
      { path: '/run/one/prompt', content: '- Be brief.' },
      { path: '/run/one/schema', content: '{"a":[1]}' },
      { path: '/run/one/empty', content: '' },
    ],
    flags: ['--prompt=/run/one/prompt', '--schema=/run/one/schema', '--empty=/run/one/empty'],
  })
})

it('puts before the path what the CLI wants there', () => {
  expect(toFileFlags({ servers: {} }, paths, '@').flags).toEqual(['--servers=@/run/one/servers'])
})

it('takes a text for the path of a file where an object may be given instead', () => {
  const configs = { servers: { a: 1 }, settings: 'my.json', none: null }
  expect(toConfigFlags(configs, paths, '@')).toEqual({
    files: [{ path: '/run/one/servers', content: '{"a":1}' }],
    flags: ['--servers=@/run/one/servers', '--settings=@my.json'],
  })
})
