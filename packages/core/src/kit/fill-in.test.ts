import { describe, expect, it } from 'vitest'
import { fillIn } from './fill-in.ts'

describe('data that is filled in', () => {
  it('has the values in texts and in names, once', () => {
    const data = { '{home}/a': ['{home}{run}', { in: '{run}' }], n: 1, none: null }
    expect(fillIn(data, { home: 'C:\\"{run}"', run: '\n$&' })).toEqual({
      'C:\\"{run}"/a': ['C:\\"{run}"\n$&', { in: '\n$&' }],
      n: 1,
      none: null,
    })
  })

  it('keeps what has no value', () => {
    expect(fillIn(['{other}', '{toString}', '{}'], { home: '/' })).toEqual([
      '{other}',
      '{toString}',
      '{}',
    ])
  })
})
