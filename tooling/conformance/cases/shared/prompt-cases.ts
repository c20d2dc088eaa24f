import { check, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { userTexts } from '../../src/model-request.ts'
import { says } from '../../src/turns.ts'

/** The prompt comes as it was written, alone or on lines of its own: some CLIs put the date beside it. */
const arrives =
  (prompt: string): ConformanceCase['run'] =>
  async ({ serve, start, workspace }) => {
    workspace.write('notes.txt', 'Notes.\n')
    const server = await serve({ script: [says('Understood.')] })
    const result = await start(server, { prompt })
    checkResult(result, { outcome: 'completed', response: 'Understood.' })
    const texts = userTexts(server.requests.find((request) => request.isCompletion))
    const holding = texts.find((text) => `\n${text.trim()}\n`.includes(`\n${prompt}\n`))
    check(
      'the prompt the model got',
      holding === undefined ? texts.join('\n---\n') : prompt,
      prompt,
    )
  }

/** Which prompts reach the model as they were written. */
export function promptCases(): readonly ConformanceCase[] {
  return defineCases('prompts', {
    'passes a prompt of 200 KB on whole': arrives('0123456789'.repeat(20_480)),
    'passes on a prompt that begins with a dash': arrives('- first point\n- second point'),
    'passes on a prompt that is a flag': arrives('--help'),
    'passes on a prompt that is a short flag': arrives('-x'),
    'passes on a prompt that is a command of the CLI': arrives('/help'),
    'passes on a prompt that would change the model': arrives('/model haiku'),
    'passes on a prompt that is a path': arrives('/etc/hosts explain this file'),
    'passes on a prompt that names a file with an at sign': arrives(
      'Read @notes.txt and @missing.txt',
    ),
    'passes on quotes, dollars, line breaks and signs of every kind': arrives(
      `It's "quoted" $HOME \`date\` \\ %PATH%\r\n\ttab, émoji 🙂, and 漢字`,
    ),
  })
}
