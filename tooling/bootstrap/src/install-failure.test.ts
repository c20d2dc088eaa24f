import { expect, it } from 'vitest'
import { explainFailure } from './install-failure.mjs'

it.each([
  ['npm error code EAI_AGAIN\nnpm error request failed', 'registry does not answer'],
  ['Error: dns error: failed to lookup address information', 'registry does not answer'],
  ['npm error code EACCES', 'not writable for this user'],
  ['ERR_PNPM_OUTDATED_LOCKFILE', 'does not match a package.json'],
  ['ENOSPC: no space left on device', 'disk is full'],
])('tells what to do about %j', (output, sentence) => {
  expect(explainFailure(output)).toContain(sentence)
  expect(explainFailure(output)).not.toContain('\n')
})

it('shows the end of an output that it does not understand', () => {
  const output = Array.from({ length: 100 }, (_, index) => `line ${index}`).join('\n')
  expect(explainFailure(output)).toContain('line 99')
  expect(explainFailure(output)).not.toContain('line 50\n')
})
