import type { CaseContext } from '../src/case-context.ts'
import { check, checkResult } from '../src/check.ts'
import { type ConformanceCase, defineCases } from '../src/conformance-case.ts'
import { says } from '../src/turns.ts'

const arrives =
  (prompt: string): ConformanceCase['run'] =>
  async (context) => {
    const received = (await promptReceived(context, prompt)).trim()
    check('the prompt the model got', received, prompt)
  }

/** Which prompts reach the model as they were written. */
export const promptCases: readonly ConformanceCase[] = defineCases('prompts', {
  'passes a prompt of 200 KB on whole': arrives('0123456789'.repeat(20_480)),
  'passes on a prompt that begins with a dash': arrives('- first point\n- second point'),
  'passes on a prompt that is a flag': arrives('--help'),
  'passes on a prompt that is a command of the CLI': arrives('/cost'),
  'passes on a prompt that would change the model': arrives('/model haiku'),
  'passes on a prompt that is a path': arrives('/etc/hosts explain this file'),
  'passes on quotes, dollars, line breaks and signs of every kind': arrives(
    `It's "quoted" $HOME \`date\` \\ %PATH%\r\n\ttab, émoji 🙂, and 漢字`,
  ),
})

/** The text of the conversation's last message that is the prompt, or all of them when none is. */
async function promptReceived(context: CaseContext, prompt: string): Promise<string> {
  const server = await context.serve({ script: [says('Understood.')] })
  const result = await context.start(server, { prompt })
  checkResult(result, { outcome: 'completed', response: 'Understood.' })
  const texts = userTexts(server.requests[0]?.body)
  return texts.find((text) => text.trim() === prompt) ?? texts.join('\n---\n')
}

interface MessagesBody {
  readonly messages: readonly { readonly role: string; readonly content: unknown }[]
}

function userTexts(body: unknown): string[] {
  const { messages } = (body ?? { messages: [] }) as MessagesBody
  const contents = messages.filter(({ role }) => role === 'user').map(({ content }) => content)
  return contents.flatMap((content) =>
    typeof content === 'string'
      ? content
      : (content as { text?: string }[]).map(({ text = '' }) => text),
  )
}
