import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FilePort } from './file-port.ts'
import { createNodeFiles, MAX_NODE_BYTES, type NodeFiles } from './node-files.ts'

const NAME = 'task-delegations'
const isRoot = process.getuid?.() === 0

let root: string
let files: NodeFiles

beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'htmlgraph-files-'))
  files = createNodeFiles(root, NAME)
})

afterEach(() => {
  fs.rmSync(root, { recursive: true, force: true })
})

describe('reading', () => {
  it('finds nothing and makes nothing where no store is', () => {
    expect(files.ids()).toEqual([])
    expect(files.read('a')).toBeNull()
    files.assertWritable()
    expect(fs.readdirSync(root)).toEqual([])
  })

  it('leaves out unfinished writes and files of other kinds', () => {
    create(files, 'a', 'text')
    for (const name of ['.9f3a.tmp', '.hidden.html', 'notes.md', 'b.html~']) {
      fs.writeFileSync(join(files.directory, name), '')
    }
    expect(files.ids()).toEqual(['a'])
  })

  it('refuses a link, a directory and bytes that are no text', () => {
    create(files, 'a', 'text')
    fs.symlinkSync(files.pathOf('a'), files.pathOf('link'))
    fs.mkdirSync(files.pathOf('directory'))
    fs.writeFileSync(files.pathOf('bytes'), Buffer.from([0x61, 0xff]))
    expectError(() => files.read('link'), 'HG_RECORD_CORRUPT', 'it is a symbolic link')
    expectError(() => files.read('directory'), 'HG_RECORD_CORRUPT', 'it is no regular file')
    expectError(() => files.read('bytes'), 'HG_RECORD_CORRUPT', 'it is no UTF-8 text')
  })
})

describe('writing', () => {
  it('creates a file once', () => {
    expect(create(files, 'a', 'first')).toBe(true)
    expect(create(files, 'a', 'second')).toBe(false)
    expect(files.read('a')?.text).toBe('first')
  })

  it('leaves no temporary file behind', () => {
    create(files, 'a', 'first')
    replace(files, 'a', 'second')
    expect(fs.readdirSync(files.directory)).toEqual(['a.html'])
    expect(fs.readdirSync(join(root, '.htmlgraph/.tmp'))).toEqual([])
    expect(files.read('a')?.text).toBe('second')
  })

  it('replaces a link instead of writing through it', () => {
    const victim = join(root, 'victim')
    fs.writeFileSync(victim, 'precious')
    create(files, 'a', 'text')
    fs.symlinkSync(victim, files.pathOf('b'))
    replace(files, 'b', 'new')
    expect(fs.readFileSync(victim, 'utf8')).toBe('precious')
    expect(create(files, 'b', 'new')).toBe(false)
  })

  it.each(['.htmlgraph', NAME])('refuses a store whose %s is a link', (name) => {
    const elsewhere = fs.mkdtempSync(join(root, 'elsewhere-'))
    const path = join(root, name === '.htmlgraph' ? '' : '.htmlgraph', name)
    fs.mkdirSync(join(path, '..'), { recursive: true })
    fs.symlinkSync(elsewhere, path)
    for (const call of [
      files.assertWritable,
      () => create(files, 'a', ''),
      () => files.read('a'),
    ]) {
      expectError(call, 'HG_STORE_UNWRITABLE', `${path} is a symbolic link`)
    }
    expect(fs.readdirSync(elsewhere)).toEqual([])
  })

  it('refuses a text that is larger than a node may be', () => {
    const text = 'x'.repeat(MAX_NODE_BYTES + 1)
    expectError(() => create(files, 'a', text), 'HG_NODE_TOO_LARGE', 'at most 33554432')
    expect(fs.readdirSync(root)).toEqual([])
  })

  it('sweeps what a process that died had not finished', () => {
    const stray = join(root, '.htmlgraph/.tmp/stray.tmp')
    fs.mkdirSync(join(root, '.htmlgraph/.tmp'), { recursive: true })
    fs.writeFileSync(stray, 'half')
    fs.utimesSync(stray, 0, 0)
    create(files, 'a', 'text')
    expect(fs.existsSync(stray)).toBe(false)
  })

  it('tells git to leave out what is only local', () => {
    create(files, 'a', 'text')
    expect(fs.readFileSync(join(root, '.htmlgraph/.gitignore'), 'utf8')).toContain('/index.sqlite*')
  })

  it('says so when the root does not exist', () => {
    const missing = createNodeFiles(join(root, 'missing'), NAME)
    expectError(missing.assertWritable, 'HG_STORE_UNWRITABLE', 'the directory does not exist')
    expectError(
      () => create(missing, 'a', ''),
      'HG_STORE_UNWRITABLE',
      'the directory does not exist',
    )
  })

  it('says so when a file stands in the place of the store', () => {
    fs.writeFileSync(join(root, '.htmlgraph'), '')
    expectError(files.assertWritable, 'HG_STORE_UNWRITABLE', 'is not a directory')
  })

  it.skipIf(isRoot)('refuses a directory without permission, before anything is written', () => {
    fs.chmodSync(root, 0o555)
    expectError(files.assertWritable, 'HG_STORE_UNWRITABLE', 'this user may not write there')
    fs.chmodSync(root, 0o755)
  })
})

describe('when the system refuses a call', () => {
  it('names a read-only file system', () => {
    const broken = withFault('accessSync', 'EROFS')
    expectError(broken.assertWritable, 'HG_STORE_UNWRITABLE', 'the file system is read-only')
  })

  it.each(['lstatSync', 'readdirSync'] as const)(
    'says who may not read when %s is refused',
    (call) => {
      create(files, 'a', 'text')
      const broken = withFault(call, 'EACCES')
      expectError(() => broken.ids(), 'HG_STORE_UNWRITABLE', 'this user may not read it')
      expectError(() => create(broken, 'b', ''), 'HG_STORE_UNWRITABLE', 'this user may not')
    },
  )

  it.each(['openSync', 'fchmodSync', 'writeFileSync', 'fdatasyncSync', 'renameSync'] as const)(
    'keeps the old text when %s fails',
    (call) => {
      create(files, 'a', 'old')
      const broken = withFault(call, 'ENOSPC')
      expectError(() => replace(broken, 'a', 'new'), 'HG_STORE_UNWRITABLE', 'the disk is full')
      expect(files.read('a')?.text).toBe('old')
      expect(fs.readdirSync(files.directory)).toEqual(['a.html'])
      expect(fs.readdirSync(join(root, '.htmlgraph/.tmp'))).toEqual([])
    },
  )

  it('keeps the new text when only the temporary file cannot be removed', () => {
    create(withFault('unlinkSync', 'EIO'), 'a', 'text')
    expect(files.ids()).toEqual(['a'])
    expect(files.read('a')?.text).toBe('text')
  })

  it('creates files where the file system has no hard links', () => {
    const linkless = withFault('linkSync', 'EPERM')
    create(linkless, 'a', 'text')
    expect(linkless.read('a')?.text).toBe('text')
    expect(create(linkless, 'a', 'other')).toBe(false)
    expect(fs.readdirSync(files.directory)).toEqual(['a.html'])
    expect(fs.readdirSync(join(root, '.htmlgraph/.tmp'))).toEqual([])
  })

  it('does not take a shortage of file handles for a corrupt file', () => {
    create(files, 'a', 'text')
    const read = (): unknown => withFault('openSync', 'EMFILE').read('a')
    expectError(read, 'HG_STORE_UNWRITABLE', 'this process has too many open files')
  })
})

function create(to: NodeFiles, id: string, text: string): boolean {
  return to.write(text, (file) => file.create(id))
}

function replace(to: NodeFiles, id: string, text: string): void {
  to.write(text, (file) => file.replace(id))
}

function withFault(call: keyof FilePort, code: string): NodeFiles {
  const fail = (): never => {
    throw Object.assign(new Error(code), { code })
  }
  return createNodeFiles(root, NAME, { ...fs, [call]: fail })
}

function expectError(run: () => unknown, code: string, message: string): void {
  expect(run).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }))
}
