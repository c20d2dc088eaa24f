import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FilePort } from './file-port.ts'
import { createNodeFiles, type NodeFiles } from './node-files.ts'

const NAMES = ['.htmlgraph', 'task-delegations']
const isRoot = process.getuid?.() === 0

let root: string
let files: NodeFiles

beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'htmlgraph-files-'))
  files = createNodeFiles(root, NAMES)
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
    files.create('a', 'text')
    for (const name of ['.9f3a.tmp', '.hidden.html', 'notes.md', 'b.html~']) {
      fs.writeFileSync(join(files.directory, name), '')
    }
    expect(files.ids()).toEqual(['a'])
  })

  it('refuses a link, a directory and bytes that are no text', () => {
    files.create('a', 'text')
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
    files.create('a', 'first')
    expectError(() => files.create('a', 'second'), 'HG_TASK_EXISTS', 'The task "a" exists already.')
    expect(files.read('a')).toBe('first')
  })

  it('takes ids that differ in case only for one, and names the other', () => {
    files.create('Task-A', 'first')
    expectError(
      () => files.create('task-a', 'second'),
      'HG_TASK_EXISTS',
      'exists already as "Task-A"',
    )
    expect(files.ids()).toEqual(['Task-A'])
  })

  it('leaves no temporary file behind', () => {
    files.create('a', 'first')
    files.replace('a', 'second')
    expect(fs.readdirSync(files.directory)).toEqual(['a.html'])
    expect(files.read('a')).toBe('second')
  })

  it('replaces a link instead of writing through it', () => {
    const victim = join(root, 'victim')
    fs.writeFileSync(victim, 'precious')
    files.create('a', 'text')
    fs.symlinkSync(victim, files.pathOf('b'))
    files.replace('b', 'new')
    expect(fs.readFileSync(victim, 'utf8')).toBe('precious')
    expectError(() => files.create('b', 'new'), 'HG_TASK_EXISTS', '"b"')
  })

  it.each(NAMES)('refuses a store whose %s is a link', (name) => {
    const elsewhere = fs.mkdtempSync(join(root, 'elsewhere-'))
    const path = join(root, name === NAMES[0] ? '' : '.htmlgraph', name)
    fs.mkdirSync(join(path, '..'), { recursive: true })
    fs.symlinkSync(elsewhere, path)
    for (const call of [files.assertWritable, () => files.create('a', ''), () => files.read('a')]) {
      expectError(call, 'HG_STORE_UNWRITABLE', `${path} is a symbolic link`)
    }
    expect(fs.readdirSync(elsewhere)).toEqual([])
  })

  it('says so when the root does not exist', () => {
    const missing = createNodeFiles(join(root, 'missing'), NAMES)
    expectError(missing.assertWritable, 'HG_STORE_UNWRITABLE', 'the directory does not exist')
    expectError(
      () => missing.create('a', ''),
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
      files.create('a', 'text')
      const broken = withFault(call, 'EACCES')
      expectError(() => broken.ids(), 'HG_STORE_UNWRITABLE', 'this user may not read it')
      expectError(() => broken.create('b', ''), 'HG_STORE_UNWRITABLE', 'this user may not read it')
    },
  )

  it.each(['openSync', 'fchmodSync', 'writeFileSync', 'fdatasyncSync', 'renameSync'] as const)(
    'keeps the old text when %s fails',
    (call) => {
      files.create('a', 'old')
      const broken = withFault(call, 'ENOSPC')
      expectError(() => broken.replace('a', 'new'), 'HG_STORE_UNWRITABLE', 'the disk is full')
      expect(files.read('a')).toBe('old')
      expect(fs.readdirSync(files.directory)).toEqual(['a.html'])
    },
  )

  it('keeps the new text when only the temporary file cannot be removed', () => {
    withFault('unlinkSync', 'EIO').create('a', 'text')
    expect(files.ids()).toEqual(['a'])
    expect(files.read('a')).toBe('text')
  })

  it('creates files where the file system has no hard links', () => {
    const linkless = withFault('linkSync', 'EPERM')
    linkless.create('a', 'text')
    expect(linkless.read('a')).toBe('text')
    expectError(() => linkless.create('a', 'other'), 'HG_TASK_EXISTS', '"a"')
    expect(fs.readdirSync(files.directory)).toEqual(['a.html'])
  })

  it('does not take a shortage of file handles for a corrupt file', () => {
    files.create('a', 'text')
    expect(() => withFault('openSync', 'EMFILE').read('a')).toThrow(
      expect.objectContaining({ code: 'EMFILE' }),
    )
  })
})

function withFault(call: keyof FilePort, code: string): NodeFiles {
  const fail = (): never => {
    throw Object.assign(new Error(code), { code })
  }
  return createNodeFiles(root, NAMES, { ...fs, [call]: fail })
}

function expectError(run: () => unknown, code: string, message: string): void {
  expect(run).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }))
}
