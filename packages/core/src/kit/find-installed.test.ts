import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findInstalled } from './find-installed.ts'

const root = mkdtempSync(join(tmpdir(), 'htmlgraph-installed-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const launcher = join(root, 'lib/node_modules/@acme/cli/bin/acme.js')

function install(path: string): string {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, '')
  return file
}

describe('the file of an installed package', () => {
  it('is not found where nobody installed it', () => {
    expect(findInstalled(launcher, '@acme/native/bin/acme')).toBeNull()
  })

  it('has the name of the platform, and any where that is left open', () => {
    const { platform, arch } = process
    const exe = platform === 'win32' ? '.exe' : ''
    const program = install(`lib/node_modules/@acme/cli-${platform}-${arch}/v/any-abi/acme${exe}`)
    expect(findInstalled(launcher, '@acme/cli-{platform}-{arch}/v/*/acme{exe}')).toBe(program)
  })

  it('is found beside the package of the launcher, and nearer ones first', () => {
    const hoisted = install('lib/node_modules/@acme/native/bin/acme')
    expect(findInstalled(launcher, '@acme/native/bin/acme')).toBe(hoisted)
    const nested = install('lib/node_modules/@acme/cli/node_modules/@acme/native/bin/acme')
    expect(findInstalled(launcher, '@acme/native/bin/acme')).toBe(nested)
  })
})
