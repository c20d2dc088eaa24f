import { describe, expect, it } from 'vitest'
import type { ProviderEvent } from '../contract/index.ts'
import { type ToolEnd, ToolLog } from './tool-log.ts'

const init = {
  fileFields: { path: ['Write', 'Edit'], notebook: ['Note'] },
  denied: /is not allowed/,
}

function end(log: ToolLog, more: Partial<ToolEnd> = {}): ProviderEvent[] {
  return [...log.end({ toolId: 't', ok: true, output: null, ...more })]
}

describe('the log of tools', () => {
  it.for([
    ['Write', { path: '/a' }, '/a'],
    ['Note', { path: '/a', notebook: '/n' }, '/n'],
    ['Read', { path: '/a' }, null],
    ['Write', { path: 7 }, null],
    ['Write', null, null],
    ['constructor', { path: '/a' }, null],
  ] as const)('finds which file %s changes: %j', ([tool, input, path]) => {
    const log = new ToolLog(init)
    expect([...log.start({ toolId: 't', tool }, input)]).toEqual([
      { type: 'tool-start', toolId: 't', tool, input },
    ])
    expect(log.find('t')).toEqual({ toolId: 't', tool, path })
    const changes = path === null ? [] : [{ type: 'file-change', path, change: 'unknown' }]
    expect(end(log)).toEqual([
      { type: 'tool-end', toolId: 't', ok: true, output: null },
      ...changes,
    ])
    expect(log.find('t')).toBeNull()
  })

  it('tells what became of the file when the tool did what it should, and only then', () => {
    const log = new ToolLog()
    const start = (): ProviderEvent[] => [...log.start({ toolId: 't', tool: 'x', path: '/a' }, {})]
    start()
    expect(end(log, { change: 'created' }).at(-1)).toMatchObject({ path: '/a', change: 'created' })
    start()
    expect(end(log, { ok: false }).map(({ type }) => type)).toEqual(['tool-end'])
    expect(end(log).map(({ type }) => type)).toEqual(['tool-end'])
  })

  it('tells a denial once, under the name of the tool', () => {
    const log = new ToolLog(init)
    void [...log.start({ toolId: 't', tool: 'Write' }, {})]
    const output = 'Write is not allowed.'
    const denied = { type: 'denied', tool: 'Write', reason: output }
    expect(end(log, { ok: false, output })[0]).toEqual(denied)
    expect([...log.deny('t', 'again')]).toEqual([])
    expect([...log.deny('u', null, 'Read')]).toEqual([
      { type: 'denied', tool: 'Read', reason: null },
    ])
  })

  it('takes the words of a denial from a tool that failed alone', () => {
    const output = 'It is not allowed to park here.'
    expect(end(new ToolLog(init), { output }).map(({ type }) => type)).toEqual(['tool-end'])
    expect(end(new ToolLog(), { ok: false, output }).map(({ type }) => type)).toEqual(['tool-end'])
  })

  it('takes the failure of a tool that was taken away for a denial', () => {
    const log = new ToolLog()
    expect([...log.takeAway(['Run']), ...log.takeAway(['Write'])]).toEqual([])
    const types = (tool: string, ok: boolean): string[] => {
      void [...log.start({ toolId: tool, tool }, {})]
      return end(log, { toolId: tool, ok }).map(({ type }) => type)
    }
    expect(types('Run', false)).toEqual(['denied', 'tool-end'])
    expect(types('Write', true)).toEqual(['tool-end'])
    expect(types('Read', false)).toEqual(['tool-end'])
  })

  it('takes what is no text for unknown', () => {
    const log = new ToolLog(init)
    expect([...log.start({ toolId: 7, tool: null }, [])]).toEqual([
      { type: 'tool-start', toolId: '', tool: 'unknown', input: [] },
    ])
    expect(end(log, { toolId: undefined })[0]).toMatchObject({ toolId: '' })
    expect([...log.deny(null, {})]).toEqual([{ type: 'denied', tool: 'unknown', reason: null }])
  })

  it('forgets the oldest calls of a stream that never answers', () => {
    const log = new ToolLog()
    for (let call = 0; call <= 10_000; call += 1) {
      log
        .start({ toolId: `t${call}`, tool: 'x' }, {})
        [Symbol.iterator]()
        .next()
    }
    expect([log.find('t0'), log.find('t1')?.tool, log.find('t10000')?.tool]).toEqual([
      null,
      'x',
      'x',
    ])
  })
})
