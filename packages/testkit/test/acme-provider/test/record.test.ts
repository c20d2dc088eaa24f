import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readRecording } from '@htmlgraph/testkit/replay'
import { expect, it, onTestFinished } from 'vitest'
import { recordAcme } from './record.ts'

it('has recordings that the CLI makes again just so', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'acme-recordings-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const made = await recordAcme(directory)
  const kept = made.map(({ name }) => readRecording(join(import.meta.dirname, 'recordings', name)))
  expect(made).toEqual(kept)
})
