import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { WHOLE_OUTPUT } from './whole-output.ts'

const MANY = 4 * 1024 * 1024

function run(script: string, options: Readonly<Record<string, string>>): string {
  const child = spawnSync(process.execPath, ['--eval', script], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...options },
    maxBuffer: 2 * MANY,
  })
  expect(child.stderr).toBe('')
  return child.stdout
}

it('lets a program that exits at once print all that it has', () => {
  const script = `process.stdout.write('x'.repeat(${MANY})); process.exit()`
  expect(run(script, {}).length, 'what is lost without it').toBeLessThan(MANY)
  expect(run(script, { NODE_OPTIONS: WHOLE_OUTPUT })).toHaveLength(MANY)
})

it('is not seen by what the program starts', () => {
  const script = 'process.stdout.write(String(process.env.NODE_OPTIONS))'
  expect(run(script, { NODE_OPTIONS: WHOLE_OUTPUT })).toBe('undefined')
})
