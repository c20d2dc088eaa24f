import { expect, it } from 'vitest'
import { KnownFiles } from './known-files.ts'

/** Files whose stamps the test sets. */
function createFiles(): { stamps: Map<string, string>; known: KnownFiles } {
  const stamps = new Map<string, string>()
  const known = new KnownFiles({
    ids: () => [...stamps.keys()],
    stamp: (id) => stamps.get(id) ?? null,
  })
  return { stamps, known }
}

const stampAt = (ms: number): string => `${BigInt(ms) * 1_000_000n} 10 1`

it('tells how a file differs from when it was last looked at', () => {
  const { stamps, known } = createFiles()
  const kindOf = (): string | undefined => known.check('a', false)?.kind
  stamps.set('a', stampAt(1))
  expect([kindOf(), kindOf()]).toEqual(['created', undefined])
  stamps.set('a', stampAt(2))
  expect([kindOf(), kindOf()]).toEqual(['updated', undefined])
  stamps.delete('a')
  expect([...known.ids()]).toEqual(['a'])
  expect([kindOf(), kindOf()]).toEqual(['deleted', undefined])
  expect([...known.ids()]).toEqual([])
})

it('believes whoever says that a file changed while its stamp can prove nothing', () => {
  const { stamps, known } = createFiles()
  // Of a moment that never becomes the past: fresh whenever it is looked at.
  stamps.set('young', stampAt(Date.now() + 3_600_000))
  stamps.set('old', stampAt(1))
  for (const id of ['young', 'old']) known.check(id, true)
  expect(known.check('young', true)).toEqual({ kind: 'updated', id: 'young' })
  expect(known.check('young', false)).toBeNull()
  expect(known.check('old', true)).toBeNull()
})
