import {
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runToEnd, shell } from '../../test/run-program.ts'
import { createOutputFile, OutputFile } from './output-file.ts'

let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'output-file-'))
})

afterEach(() => rmSync(directory, { recursive: true, force: true }))

describe('the file of an output', () => {
  it('holds all that a process prints, read or not, for its owner alone', async () => {
    const outputFile = createOutputFile(join(directory, 'a', 'b'), ['correct-horse'])
    await runToEnd(shell('echo one; echo correct-horse; printf end', { outputFile }))
    expect(readFileSync(outputFile.path, 'utf8')).toBe('one\n[redacted]\nend')
    expect(statSync(outputFile.path).mode & 0o777).toBe(0o600)
    expect(statSync(join(directory, 'a', 'b')).mode & 0o777).toBe(0o700)
    expect(outputFile.problem).toBeNull()
  })

  it('has a line of which the reader gets only the beginning', async () => {
    const outputFile = createOutputFile(directory, [])
    const script = 'head -c 3000000 /dev/zero | tr "\\0" x; echo; echo end'
    const { lines } = await runToEnd(shell(script, { outputFile, maxLineBytes: 1_000 }))
    expect(lines.map((line) => line.length)).toEqual([1_000, 3])
    expect(readFileSync(outputFile.path, 'utf8')).toBe(`${'x'.repeat(3_000_000)}\nend\n`)
  })

  it('is the next one of its directory, and never one that is there', () => {
    symlinkSync('nowhere', join(directory, '2.jsonl'))
    for (let count = 0; count < 2; count += 1) createOutputFile(directory, []).close()
    expect(readdirSync(directory).sort()).toEqual(['1.jsonl', '2.jsonl', '3.jsonl'])
  })

  it('is there while the process runs', () => {
    const file = createOutputFile(directory, [])
    file.write(Buffer.from('one\ntw'))
    expect(readFileSync(file.path, 'utf8')).toBe('one\n')
    file.close()
    expect(readFileSync(file.path, 'utf8')).toBe('one\ntw')
  })

  it('takes no more than it may, and says so', () => {
    const file = openFile('full', 10)
    file.write(Buffer.from('12345\n12345\n'))
    file.write(Buffer.from('12345\n'))
    file.close()
    expect(readFileSync(file.path, 'utf8')).toBe('12345\n1234')
    expect(file.problem).toBe(`Not all of the output is in ${file.path}: it is full.`)
  })

  // Faults: a disk that fails in the middle of a run.
  it('costs no run when it cannot be written', async () => {
    const outputFile = openFile('broken', 10, 'ax+')
    const readOnly = new OutputFile(
      { path: outputFile.path, descriptor: openSync(outputFile.path, 'r') },
      [],
    )
    const exit = await runToEnd(shell('echo one; echo two', { outputFile: readOnly }))
    expect(exit).toMatchObject({ exitCode: 0, lines: ['one', 'two'] })
    expect(readOnly.problem).toContain('EBADF')
    outputFile.close()
  })
})

function openFile(name: string, mostBytes: number, flags = 'wx'): OutputFile {
  const path = join(directory, name)
  return new OutputFile({ path, descriptor: openSync(path, flags) }, [], mostBytes)
}
