import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { assertNoTrustedPrograms } from './trusted-programs.ts'

const root = realpathSync(mkdtempSync(join(tmpdir(), 'trusted-')))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A repository with one file, beside its `.git`. */
function repository(name: string, file: string): string {
  const path = join(root, name)
  for (const each of ['.git/HEAD', file]) {
    mkdirSync(dirname(join(path, each)), { recursive: true })
    writeFileSync(join(path, each), '')
  }
  mkdirSync(join(path, 'sub/deeper'), { recursive: true })
  return path
}

const check = (cwd: string, ...trusted: string[]) => {
  const files = ['.acme/hooks/**', '.mcp.json']
  assertNoTrustedPrograms({ provider: 'acme', cwd, files, trusted, trustedIn: '~/.acme.json' })
}

const hooked = repository('hooked', '.acme/hooks/start.json')
const plain = repository('plain', 'README.md')
const refusal = expect.objectContaining({ code: 'HG_ACCESS_REFUSED' })

describe('programs of a trusted repository', () => {
  it.for([
    ['its own folder', hooked],
    ['the one around it', root],
    ['everything', '/'],
  ] as const)('are refused when %s is trusted', ([, folder]) => {
    expect(() => check(hooked, folder)).toThrow(refusal)
    expect(() => check(join(hooked, 'sub/deeper'), folder)).toThrow(refusal)
  })

  it('are refused when a link to it is trusted', () => {
    symlinkSync(hooked, join(root, 'link'))
    expect(() => check(hooked, join(root, 'link'))).toThrow(refusal)
  })

  it('are refused in a work tree as soon as any folder is trusted, since its repository may be there', () => {
    const tree = join(root, 'tree')
    mkdirSync(tree)
    writeFileSync(join(tree, '.mcp.json'), '{}')
    writeFileSync(join(tree, '.git'), 'gitdir: /elsewhere')
    expect(() => check(tree, '/elsewhere')).toThrow(refusal)
    expect(() => check(tree)).not.toThrow()
  })

  it('say which file it is, and where the trust can be taken back', () => {
    expect(() => check(hooked, hooked)).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(join(hooked, '.acme/hooks')),
        hint: expect.stringContaining('~/.acme.json'),
      }),
    )
  })

  it('may be there when nobody trusts the folder', () => {
    expect(() => check(hooked)).not.toThrow()
    expect(() => check(hooked, plain, join(hooked, 'sub'))).not.toThrow()
    expect(() => check(join(hooked, 'sub'), join(hooked, 'sub'))).toThrow(refusal)
  })

  it('are looked for up to the repository, and not beyond', () => {
    writeFileSync(join(root, '.mcp.json'), '{}')
    expect(() => check(join(plain, 'sub'), '/')).not.toThrow()
    mkdirSync(join(root, 'loose'))
    expect(() => check(join(root, 'loose'), '/')).not.toThrow()
  })
})
