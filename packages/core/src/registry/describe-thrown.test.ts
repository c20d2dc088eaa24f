import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryProject } from '../../test/temporary-project.ts'
import { describeThrown } from './describe-thrown.ts'

const thrownBy = (run: () => unknown): unknown => {
  try {
    run()
  } catch (thrown) {
    return thrown
  }
  throw new Error('nothing was thrown')
}

it('keeps the first line of a message, without its full stop', () => {
  expect(describeThrown(new Error('It broke.\nRequire stack:\n- file'))).toBe('It broke')
})

it('names an error that has no message', () => {
  expect(describeThrown(new RangeError())).toBe('RangeError')
})

it.each([
  [null, 'null'],
  [undefined, 'undefined'],
  ['text', "'text'"],
  [Object.create(null), '[Object: null prototype] {}'],
])('shows what is no error: %o', (thrown, text) => {
  expect(describeThrown(thrown)).toBe(text)
})

it.each(['wrong.cjs', 'wrong.ts'])('says where a syntax error is, in %s', (name) => {
  const directory = temporaryProject({ [name]: '\nconst a = [\n' })
  const file = join(directory, name)
  const thrown = thrownBy(() => createRequire(file)(file))
  expect(describeThrown(thrown)).toMatch(new RegExp(` at .*${name}:\\d+$`))
})
