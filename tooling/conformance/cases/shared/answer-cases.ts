import { startAimockServer } from '@htmlgraph/testkit/model-server'
import type { AgentCli } from '../../src/agent-cli.ts'
import { check, checkMatch, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { startProxy } from '../../src/start-proxy.ts'
import { says } from '../../src/turns.ts'

type Cases = Parameters<typeof defineCases>[1]

const everywhere: Cases = {
  'gives the answer, the model and the session of a run': async ({ cli, run }) => {
    const result = await run([says('Hello there.', { inputTokens: 1000, outputTokens: 100 })])
    checkResult(result, {
      provider: cli.id,
      outcome: 'completed',
      success: true,
      response: 'Hello there.',
      kind: null,
      tokensUsed: 1100,
      costBasis: cli.facts.costBasis,
      exitCode: 0,
      access: 'read-only',
      denials: [],
    })
    checkMatch('the model', String(result.model), cli.facts.model)
    checkMatch('the session', String(result.sessionId), /^[\da-f-]{36}$/)
    if (cli.facts.costBasis === 'unknown') check('the cost', result.cost, null)
    else check('whether it cost something', Number(result.cost) > 0, true)
  },
  'counts tokens in buckets that do not overlap': async ({ cli, run }) => {
    const { usage } = cli.facts
    const result = await run([says('Counted.', usage)])
    const [row] = result.usage
    const names = Object.keys(usage) as (keyof typeof usage)[]
    const counted = Object.fromEntries(names.map((name) => [name, row?.[name]]))
    check('the buckets', counted, usage)
    const { inputTokens = 0, cachedInputTokens = 0, cacheWriteTokens = 0, outputTokens = 0 } = usage
    const sum = inputTokens + cachedInputTokens + cacheWriteTokens + outputTokens
    check('the tokens', result.tokensUsed, sum)
  },
  'takes an answer of 5 MB whole': async ({ run }) => {
    const text = countedLines(250_000)
    const result = await run([says(text)])
    checkResult(result, { outcome: 'completed' })
    check('the length', result.response.length, text.length)
    check('whether it is the same', result.response === text, true)
  },
  'takes an answer in signs of every kind': async ({ run }) => {
    const text =
      'It\'s "quoted" \\ `code`\n\ttab, émoji 🙂👩‍👩‍👧, 漢字, العربية, \u2028 and <b>&amp;</b>'
    checkResult(await run([says(text)]), { outcome: 'completed', response: text })
  },
  'calls an answer without a word empty, not a success': async ({ run }) => {
    const result = await run([says(' ')])
    checkResult(result, { outcome: 'empty', success: false })
  },
  'keeps the events of the CLI when they are asked for, and only then': async ({ run }) => {
    const plain = await run([says('Hello.')])
    check('the events nobody asked for', plain.rawOutput, [])
    const result = await run([says('Hello.')], { outputJson: true })
    check('whether there are several', result.rawOutput.length > 1, true)
    const kinds = result.rawOutput.map((event) => typeof (event as { type?: unknown }).type)
    check('the events without a type', kinds.filter((kind) => kind !== 'string').length, 0)
    checkMatch('the events', JSON.stringify(result.rawOutput), /Hello\./)
  },
  'works with a model server that others wrote': async ({ cli, start, workspace }) => {
    const path = workspace.write('a.txt', 'alpha')
    const script = [cli.turns.reads(path), says('It says alpha.')]
    await using server = await startAimockServer({ script })
    const result = await start(server)
    checkResult(result, { outcome: 'completed', response: 'It says alpha.', denials: [] })
    check('the model calls', server.requests.filter((request) => request.isCompletion).length, 2)
  },
  'uses nothing but the API it was given, with its own key': async (context) => {
    const { cli, serve, start, workspace } = context
    const proxy = await startProxy()
    const path = workspace.write('a.txt', 'alpha')
    const server = await serve({ script: [cli.turns.reads(path), says('Done.')] })
    const proxied = { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' }
    const result = await start(server, { env: proxied }).finally(proxy.close)
    checkResult(result, { outcome: 'completed', response: 'Done.' })
    check('the other hosts', proxy.hosts, [])
    const asked = server.requests.filter((request) => request.isCompletion)
    check('the model calls', asked.length, 2)
    const hasKey = asked.every(({ headers }) =>
      Object.values(headers).some((value) => value.includes(cli.key.value)),
    )
    check('whether each has the key', hasKey, true)
  },
}

const streamed: Cases = {
  'streams pieces that join to the answer': async ({ serve, start }) => {
    const text = countedLines(4000)
    const run = start(await serve({ script: [says(text)] }), { stream: true })
    const pieces: string[] = []
    for await (const event of run) if (event.type === 'text-delta') pieces.push(event.text)
    check('whether there were several', pieces.length > 1, true)
    check('the joined text', pieces.join(''), text)
    checkResult(await run, { response: text })
  },
}

const notStreamed: Cases = {
  'answers without pieces where they were asked for, and says so': async ({ run }) => {
    const result = await run([says('All at once.')], { stream: true })
    checkResult(result, { outcome: 'completed', response: 'All at once.' })
    checkMatch('the warnings', result.warnings.join('\n'), /stream/)
  },
}

const reasoned: Cases = {
  'shows reasoning apart from the answer': async ({ serve, start }) => {
    const script = [{ kind: 'answer', reasoning: 'Let me think.', text: 'Done thinking.' } as const]
    const run = start(await serve({ script }))
    const reasoning: string[] = []
    for await (const event of run) if (event.type === 'reasoning') reasoning.push(event.text)
    check('the reasoning', reasoning, ['Let me think.'])
    checkResult(await run, { outcome: 'completed', response: 'Done thinking.' })
  },
}

/** Some twenty characters a line, no two alike: CLIs stop a model that repeats itself. */
function countedLines(count: number): string {
  return Array.from({ length: count }, (_, index) => `This is line ${index}.`).join('\n')
}

/** What comes of an answer that is as it should be, or is none. */
export function answerCases({ facts }: AgentCli): readonly ConformanceCase[] {
  return defineCases('answers', {
    ...everywhere,
    ...(facts.streams ? streamed : notStreamed),
    ...(facts.showsReasoning ? reasoned : {}),
  })
}
