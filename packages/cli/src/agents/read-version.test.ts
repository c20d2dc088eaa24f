import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readVersion } from './read-version.ts'

const SPEC = { command: 'agent', install: 'none', minVersion: '1.0.0', testedVersions: [] }

let root = ''
let cwd = ''
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'htmlgraph-version-')))
  cwd = join(root, 'repository')
  mkdirSync(cwd)
})
afterEach(() => rmSync(root, { recursive: true }))

function script(path: string, text: string): string {
  writeFileSync(path, text)
  chmodSync(path, 0o755)
  return path
}

describe.skipIf(process.platform === 'win32')('the version of a script', () => {
  // Security: a repository with a file that is called like an interpreter.
  it('is said by the interpreter of the machine, not by one of the working directory', async () => {
    const agent = script(join(root, 'agent'), '#!/usr/bin/env node\nconsole.log("1.2.3")\n')
    script(join(cwd, 'node'), '#!/bin/sh\necho 6.6.6\n')
    const env = { PATH: ['.', '', cwd, dirname(process.execPath), '/usr/bin', '/bin'].join(':') }
    expect(await readVersion(agent, SPEC, { cwd, env })).toEqual({
      version: '1.2.3',
      problem: null,
    })
  })

  it('does not depend on where it is asked for', async () => {
    const agent = script(join(root, 'agent'), '#!/bin/sh\n[ "$(pwd)" = / ] && echo 1.2.3\n')
    const env = { PATH: '/usr/bin:/bin' }
    expect(await readVersion(agent, SPEC, { cwd, env })).toMatchObject({ version: '1.2.3' })
  })
})
