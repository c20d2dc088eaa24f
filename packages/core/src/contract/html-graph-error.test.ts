import { describe, expect, it } from 'vitest'
import * as own from './html-graph-error.ts'

const { HtmlGraphError, isHtmlGraphError } = own
const init = { code: 'HG_OPTION_INVALID', message: 'x is 1; expected 2.' } as const

describe('HtmlGraphError', () => {
  it('carries code, message, hint, details and cause, and prints as an error of its name', () => {
    const cause = new Error('below')
    const error = new HtmlGraphError({ ...init, hint: 'Write 2.', details: { x: 1 }, cause })
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({ ...init, hint: 'Write 2.', details: { x: 1 }, cause })
    expect(String(error)).toBe('HtmlGraphError: x is 1; expected 2.')
    expect(error.stack).toContain('html-graph-error.test.ts')
  })

  it('has no hint, no details and no cause when none was given', () => {
    const error = new HtmlGraphError(init)
    expect(error.hint).toBeNull()
    expect(error.details).toEqual({})
    expect('cause' in error).toBe(false)
  })

  it('keeps its own frozen copy of the details', () => {
    const details = { x: 1 }
    const error = new HtmlGraphError({ ...init, details })
    details.x = 2
    expect(error.details).toEqual({ x: 1 })
    expect(Object.isFrozen(error.details)).toBe(true)
  })
})

describe('isHtmlGraphError', () => {
  it('knows the errors of another copy of core, which instanceof does not', async () => {
    const place = new URL('./html-graph-error.ts?copy', import.meta.url).href
    const copy = (await import(/* @vite-ignore */ place)) as typeof own
    const foreign = new copy.HtmlGraphError(init)
    expect(foreign).not.toBeInstanceOf(HtmlGraphError)
    expect(isHtmlGraphError(foreign)).toBe(true)
    expect(copy.isHtmlGraphError(new HtmlGraphError(init))).toBe(true)
  })

  it('knows subclasses', () => {
    expect(isHtmlGraphError(new (class extends HtmlGraphError {})(init))).toBe(true)
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'HtmlGraphError'],
    ['another error', new Error('x')],
    ['an object that only looks like one', { name: 'HtmlGraphError', ...init }],
    ['an error read back from JSON', JSON.parse(JSON.stringify(new HtmlGraphError(init)))],
  ])('does not take %s for one', (_what, value) => {
    expect(isHtmlGraphError(value)).toBe(false)
  })
})
