import type { ClaudeCaseInput, ClaudeContext } from '../../clis/claude.ts'
import { check, checkMatch, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { says } from '../../src/turns.ts'

interface MessagesBody {
  readonly system?: unknown
  readonly output_config?: { readonly effort?: string }
  readonly thinking?: unknown
}

async function requestWith(context: ClaudeContext, input: ClaudeCaseInput): Promise<MessagesBody> {
  const server = await context.serve({ script: [says('Understood.')] })
  const result = await context.start(server, input)
  checkResult(result, { outcome: 'completed', response: 'Understood.' })
  return (server.requests[0]?.body ?? {}) as MessagesBody
}

/** Which options reach the model. */
export const optionCases: readonly ConformanceCase[] = defineCases<ClaudeContext>('options', {
  'asks for the effort it was given': async (context) => {
    const { output_config } = await requestWith(context, { effort: 'low' })
    check('the effort', output_config?.effort, 'low')
  },
  'puts a system prompt in the place of the own one': async (context) => {
    const { system } = await requestWith(context, { systemPrompt: '- You are a parrot.' })
    const text = JSON.stringify(system)
    checkMatch('the system prompt', text, /- You are a parrot\./)
    check('whether it is much shorter than the own one', text.length < 2000, true)
  },
  'adds 200 KB to the system prompt': async (context) => {
    const appendSystemPrompt = `Rule one. ${'0123456789'.repeat(20_480)} Rule two.`
    const { system } = await requestWith(context, { appendSystemPrompt })
    const text = JSON.stringify(system)
    check('whether it is there', text.includes(appendSystemPrompt), true)
    check('whether the own one is there too', text.length > appendSystemPrompt.length + 2000, true)
  },
  'warns that a thinking budget has no effect on the default model': async ({ run }) => {
    const result = await run([says('Thought.')], { maxThinkingBudget: 1000 })
    checkResult(result, { outcome: 'completed' })
    checkMatch('the warning', result.warnings.join(), /maxThinkingBudget/)
  },
})
