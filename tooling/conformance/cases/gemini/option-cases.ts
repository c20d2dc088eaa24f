import { isHtmlGraphError } from '@htmlgraph/core'
import type { GeminiContext } from '../../clis/gemini.ts'
import { check, checkMatch, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { inTurn, says } from '../../src/turns.ts'

interface Body {
  readonly generationConfig?: { readonly temperature?: number; readonly topP?: number }
}

/** What options come to. */
export const optionCases: readonly ConformanceCase[] = defineCases<GeminiContext>('options', {
  'asks with the temperature that was given, and changes nothing else': async (context) => {
    const { serve, start, workspace } = context
    const server = await serve()
    for (const temperature of [null, 0, 0.25]) {
      const result = await start(server, { temperature })
      checkResult(result, { outcome: 'completed', warnings: [] })
    }
    const configs = server.requests.map(({ body }) => (body as Body).generationConfig)
    check(
      'the temperatures',
      configs.map((config) => config?.temperature),
      [1, 0, 0.25],
    )
    check(
      'what else there is',
      configs.map((config) => config?.topP),
      [0.95, 0.95, 0.95],
    )
    const settings = workspace.snapshot(`${workspace.home}/.gemini`)['settings.json'] ?? ''
    check('whether the user has it', /temperature/.test(settings), false)
  },
  'keeps the settings of the user beside its own': async ({ serve, start, workspace }) => {
    const home = `${workspace.root}/own`
    const overrides = [
      { match: { model: 'chat-base' }, modelConfig: { generateContentConfig: { topP: 0.5 } } },
    ]
    const settings = {
      security: { auth: { selectedType: 'gemini-api-key' } },
      privacy: { usageStatisticsEnabled: false },
      modelConfigs: { customOverrides: overrides },
    }
    const commented = `// mine\n${JSON.stringify(settings)}`
    workspace.write(`${home}/.gemini/settings.json`, commented)
    const server = await serve()
    await start(server, { temperature: 0.25, env: { HOME: home } })
    const config = (server.requests.at(-1)?.body as Body | undefined)?.generationConfig
    check('the configuration', [config?.temperature, config?.topP], [0.25, 0.5])
    check('the file', workspace.snapshot(`${home}/.gemini`)['settings.json'], commented)
  },
  'ends after the most turns that were given': async ({ cli, run }) => {
    const turns = ['a', 'b', 'c'].map((name) => cli.turns.reads(name))
    const result = await run(inTurn(...turns), { maxTurns: 2 })
    checkResult(result, { outcome: 'failed', kind: 'turn-limit', tokensUsed: 240 })
  },
  'puts the system prompt in the place of its own': async ({ serve, start }) => {
    const server = await serve()
    await start(server, { systemPrompt: 'You answer in verse.' })
    const body = server.requests.at(-1)?.body as { readonly systemInstruction?: object }
    checkMatch('the system prompt', JSON.stringify(body.systemInstruction), /You answer in verse\./)
  },
  'works in the directories that were included, and says so': async (context) => {
    const { cli, run, workspace } = context
    const { outside, snapshot } = workspace
    const input = { includeDirectories: [outside], access: 'workspace-write' } as const
    const result = await run(inTurn(cli.turns.writes(`${outside}/new.txt`)), input)
    checkResult(result, { outcome: 'completed', denials: [] })
    check('the files', snapshot(outside), { 'new.txt': 'written' })
    checkMatch('the warnings', result.warnings.join('\n'), /includeDirectories .*writable/)
  },
  'says plainly that an included directory is not there': async ({ run, workspace }) => {
    const result = await run([], { includeDirectories: [`${workspace.root}/nowhere`] })
    checkResult(result, { outcome: 'failed', kind: 'agent-error' })
    checkMatch('the message', String(result.error), /Directory does not exist: .*nowhere/)
  },
  'gives what an approval mode means, and yolo only with full access': async (context) => {
    const { cli, run, serve, start, workspace } = context
    const turns = inTurn(cli.turns.writes('new.txt'))
    checkResult(await run(turns, { approvalMode: 'default' }), { access: 'read-only' })
    checkResult(await run(turns, { approvalMode: 'plan' }), { access: 'read-only' })
    check('the files', workspace.snapshot(workspace.cwd), {})
    const server = await serve()
    const refusal = await start(server, { approvalMode: 'yolo' }).catch((error) => error)
    check('the code', isHtmlGraphError(refusal) && refusal.code, 'HG_ACCESS_REFUSED')
    check('the requests', server.requests, [])
    const result = await run(turns, { approvalMode: 'auto_edit' })
    checkResult(result, { access: 'workspace-write', outcome: 'completed' })
    check('the files', workspace.snapshot(workspace.cwd), { 'new.txt': 'written' })
  },
  'runs nothing outside of a container when it is to run in one': async (context) => {
    const { run, workspace } = context
    workspace.write(`${workspace.root}/bin/none`, '')
    const result = await run([says('Inside.')], {
      sandbox: true,
      env: { PATH: `${workspace.root}/bin:${process.execPath.replace(/\/[^/]*$/, '')}` },
    })
    if (process.platform === 'linux') checkResult(result, { kind: 'not-installed' })
  },
})
