import { readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { createFakeExecutable, readRecording } from '@htmlgraph/testkit/replay'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createConsumerProject, runExample } from './consumer-project.ts'
import { findCode, readPage } from './documentation.ts'

const ACME = join(import.meta.dirname, 'acme-provider')
const ACME_FILES = ['package.json', 'src/index.ts', 'test/acme.test.ts']

describe('CONTRIBUTING.md', { timeout: 60_000 }, () => {
  const page = readPage('CONTRIBUTING.md')

  it.each(ACME_FILES)('shows %s of the acme provider as it is', (file) => {
    expect(findCode(page, file)).toBe(readFileSync(join(ACME, file), 'utf8'))
  })

  it('shows a whole provider in less than 120 lines', () => {
    const lines = ACME_FILES.map((file) => findCode(page, file).trimEnd().split('\n').length)
    expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThan(120)
  })

  it('shows how to make a recording, and it can be replayed', () => {
    const project = createConsumerProject()
    const script = readFileSync(join(ACME, 'test/fake-acme.mjs'), 'utf8')
    const cli = createFakeExecutable({ name: 'acme', script })
    onTestFinished(() => cli.dispose())
    const path = [cli.directory, process.env.PATH].join(delimiter)
    runExample(project, findCode(page, 'test/record.ts'), path)
    const recording = readRecording(join(project, 'test/recordings/acme-1.4.0-greeting'))
    expect(recording).toMatchObject({ exit: { code: 0 }, notes: ['version=1.4.0'] })
    expect(recording.stdout.toString()).toContain('"say"')
  })
})

describe('README.md', { timeout: 60_000 }, () => {
  const page = readPage('packages/testkit/README.md')

  it('has an example that prints what it says', () => {
    const printed = runExample(createConsumerProject(), findCode(page, 'example.ts'))
    expect(printed).toBe(findCode(page, 'prints'))
  })

  it('lists every case of the suite by its name', async () => {
    const { conformanceGroups } = await import('../src/conformance/conformance-groups.ts')
    const names = Object.values(conformanceGroups)
      .flat()
      .map(({ name }) => `\`${name}\``)
    expect(names.filter((name) => !page.includes(name))).toEqual([])
  })

  it('stays under 100 lines', () => {
    expect(page.split('\n').length).toBeLessThan(100)
  })
})
