import { expect, it } from 'vitest'
import { createModelUsage } from '../contract/index.ts'
import { withoutCached } from './model-usage.ts'

it('counts no cached token as input a second time', () => {
  const usage = createModelUsage({ inputTokens: 100, cachedInputTokens: 20, cacheWriteTokens: 10 })
  expect(withoutCached(usage)).toEqual({ ...usage, inputTokens: 70 })
  expect(withoutCached({ ...usage, cacheWriteTokens: null }).inputTokens).toBe(80)
})

it('knows no input where more was cached than there was', () => {
  const usage = createModelUsage({ inputTokens: 10, cachedInputTokens: 20 })
  expect(withoutCached(usage).inputTokens).toBeNull()
  expect(withoutCached(createModelUsage({ cachedInputTokens: 20 })).inputTokens).toBeNull()
})
