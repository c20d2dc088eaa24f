import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Access, Command, RunRequest } from '@htmlgraph/core/provider'
import { createRequest, type RequestInput } from '@htmlgraph/testkit'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { copilotCommand } from './command.ts'
import { copilot } from './index.ts'
import type { CopilotInput, CopilotOptions } from './options.ts'

const root = realpathSync(mkdtempSync(join(tmpdir(), 'copilot-command-')))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const cwd = join(root, 'work')
const home = join(root, 'home')
for (const path of [cwd, home]) mkdirSync(path)

type Overrides = Omit<RequestInput, 'options'> & { readonly options?: CopilotInput }

function start(over: Overrides = {}, env: Record<string, string> = {}): Command {
  const request = createRequest(copilot, { cwd, ...over }) as RunRequest<CopilotOptions>
  return copilotCommand(request, { run: '/run/one', home, env })
}

/** What a flag was given, each time. */
const valuesOf = (flag: string, { args }: Command): string[] =>
  args.filter((arg) => arg.startsWith(`--${flag}=`)).map((arg) => arg.slice(flag.length + 3))

const refused = expect.objectContaining({ code: 'HG_ACCESS_REFUSED' })

describe('the command for Copilot CLI', () => {
  it('gives the prompt by stdin, as it is', () => {
    for (const prompt of ['/help', '@file', '--help', ' !ls']) {
      expect(start({ prompt }).stdin).toBe(prompt)
      expect(start({ prompt }).args).toEqual(start().args)
    }
  })

  it('names the directory, so that a resumed session does not choose its own', () => {
    expect(start().args.slice(0, 2)).toEqual(['-C', cwd])
  })

  it.for<[CopilotInput, string[]]>([
    [{ reasoningEffort: 'low' }, ['--reasoning-effort=low']],
    [{ maxAiCredits: 40 }, ['--max-ai-credits=40']],
    [{ noCustomInstructions: true }, ['--no-custom-instructions']],
    [{ addDirs: ['sub'] }, [`--add-dir=${cwd}/sub`]],
    [{ denyTools: ['url'] }, ['--deny-tool=url']],
  ])('turns %j into %j', ([options, flags]) => {
    expect(start({ options }).args).toEqual(expect.arrayContaining(flags))
  })

  it.for<[Overrides, object]>([
    [{}, { 'session-id': ['5d1cf2f6-13a4-4c2e-9b77-0c6b6c0c7a11'], resume: [], continue: false }],
    [{ resume: 'abc' }, { 'session-id': [], resume: ['abc'], continue: false }],
    [{ options: { continueSession: true } }, { 'session-id': [], resume: [], continue: true }],
  ])('has one session of %j: %j', ([over, expected]) => {
    const command = start(over)
    expect({
      'session-id': valuesOf('session-id', command),
      resume: valuesOf('resume', command),
      continue: command.args.includes('--continue'),
    }).toEqual(expected)
  })

  it('refuses two sessions at once', () => {
    expect(() => start({ resume: 'abc', options: { continueSession: true } })).toThrow(
      expect.objectContaining({ code: 'HG_OPTION_INVALID' }),
    )
  })

  it('has MCP servers in a private file, since they may hold keys', () => {
    const mcpConfig = { mcpServers: { docs: { type: 'http', url: 'https://a.example' } } }
    const command = start({ options: { mcpConfig } })
    expect(command.files).toEqual([
      { path: '/run/one/additional-mcp-config', content: JSON.stringify(mcpConfig) },
    ])
    expect(valuesOf('additional-mcp-config', command)).toEqual(['@/run/one/additional-mcp-config'])
    const given = start({ access: 'full-access', options: { mcpConfig: 'mcp.json' } })
    expect(valuesOf('additional-mcp-config', given)).toEqual(['@mcp.json'])
  })

  it('reads back the usage, and the log of the session where COPILOT_HOME has it', () => {
    const paths = (command: Command) => command.collect?.map(({ name, path }) => [name, path])
    const logs = `${home}/.copilot/session-state`
    expect(paths(start())).toEqual([
      ['usage', '/run/one/usage.json'],
      ['session', `${logs}/{sessionId}/events.jsonl`],
      ['given', `${logs}/5d1cf2f6-13a4-4c2e-9b77-0c6b6c0c7a11/events.jsonl`],
    ])
    expect(paths(start({}, { COPILOT_HOME: '/other' }))?.[1]?.[1]).toBe(
      '/other/session-state/{sessionId}/events.jsonl',
    )
    expect(paths(start({ options: { continueSession: true } }))).toHaveLength(2)
    for (const resume of ['../..', 'a/b', '*', 'my feature']) {
      expect(paths(start({ resume }))).toHaveLength(2)
    }
  })

  it('takes away what would approve everything, and updates nothing', () => {
    expect(start().env).toEqual({
      COPILOT_ALLOW_ALL: null,
      COPILOT_AUTO_UPDATE: 'false',
      COPILOT_TASK_WAIT_TIMEOUT_SECONDS: '30',
    })
  })
})

describe('the access of a run', () => {
  const tools = (command: Command): string | undefined => valuesOf('available-tools', command)[0]

  it.for<[CopilotInput, Access | null]>([
    [{}, null],
    [{ allowTools: ['url(a.example)'] }, null],
    [{ allowTools: ['write(src/**)', 'url'] }, 'workspace-write'],
    [{ allowTools: ['shell(git:*)'] }, null],
    [{ allowTools: ['write', 'docs(search)'] }, null],
    [{ allowAllTools: true }, null],
    [{ mcpConfig: { mcpServers: { a: { command: 'a' } } } }, null],
    [{ mcpConfig: { mcpServers: { a: { type: 'http', url: 'https://a.example' } } } }, null],
    [{ denyTools: ['write'] }, null],
  ])('of %j is by itself %s, and never full', ([input, access]) => {
    expect(copilot.access(copilot.options.parse(input))).toBe(access)
  })

  it.for<CopilotInput>([
    { allowTools: ['shell(git:*)'] },
    { allowTools: ['docs'] },
    { allowTools: ['Write'] },
    { allowAllTools: true },
    { mcpConfig: 'mcp.json' },
    { mcpConfig: { mcpServers: { a: { type: 'local', command: 'a', args: [] } } } },
  ])('%j is refused below full-access', (options) => {
    for (const access of ['read-only', 'workspace-write'] as const) {
      expect(() => start({ access, options })).toThrow(refused)
    }
    expect(() => start({ access: 'full-access', options })).not.toThrow()
  })

  it('lists the tools there are, and none of them runs a command', () => {
    expect(tools(start())).toBe('view,grep,rg,glob')
    expect(tools(start({ access: 'workspace-write' }))).toBe(
      'view,grep,rg,glob,create,edit,apply_patch',
    )
    expect(tools(start({ options: { allowTools: ['url(a.example)'] } }))).toBe(
      'view,grep,rg,glob,web_fetch',
    )
    expect(tools(start({ access: 'full-access' }))).toBeUndefined()
  })

  it('writes where a rule says, or in the whole working directory', () => {
    const allowed = (allowTools: string[]) =>
      valuesOf('allow-tool', start({ access: 'workspace-write', options: { allowTools } }))
    expect(allowed([])).toEqual(['write'])
    expect(allowed(['url'])).toEqual(['url', 'write'])
    expect(allowed(['write(src/**)'])).toEqual(['write(src/**)'])
    expect(valuesOf('allow-tool', start())).toEqual([])
  })

  it('keeps from its hands what git, a later run and Copilot CLI itself would take up', () => {
    const denied = valuesOf('deny-tool', start({ access: 'workspace-write' }))
    expect(denied).toEqual(
      expect.arrayContaining([
        ...['shell', 'write(.git/**)', 'write(.mcp.json)', 'write(.github/hooks/**)'],
        `write(${home}/.copilot/**)`,
      ]),
    )
    expect(valuesOf('deny-tool', start())).toEqual(['shell', 'write'])
  })

  it.for<[CopilotInput, string[]]>([
    [{}, ['--allow-all']],
    [{ allowAllTools: true }, ['--allow-all-tools']],
    [{ allowTools: ['shell(git:*)'] }, ['--allow-tool=shell(git:*)']],
    [{ denyTools: ['shell'] }, ['--allow-all', '--deny-tool=shell']],
  ])('full-access with %j is %j', ([options, flags]) => {
    const { args } = start({ access: 'full-access', options })
    expect(args.filter((arg) => /^--(allow|deny|available)/.test(arg))).toEqual(flags)
  })

  it('is never wider than the request, whatever the options', () => {
    const rule = fc.constantFrom('write', 'write(a)', 'url', 'shell', 'shell(ls)', 'mcp(tool)')
    const input = fc.record({
      allowTools: fc.array(rule),
      denyTools: fc.array(rule),
      allowAllTools: fc.boolean(),
    })
    fc.assert(
      fc.property(input, fc.constantFrom('read-only', 'workspace-write'), (options, access) => {
        try {
          const { args } = start({ access: access as Access, options })
          expect(args.join(' ')).not.toMatch(/--allow-all|--allow-tool=(shell|mcp)/)
          expect(args).toContain('--deny-tool=shell')
          if (access === 'read-only') expect(args.join(' ')).not.toMatch(/allow-tool=write|create/)
        } catch (error) {
          if ((error as { code?: string }).code !== 'HG_ACCESS_REFUSED') throw error
        }
      }),
    )
  })
})

describe('a trusted repository', () => {
  function write(path: string, content: string): void {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  const trusted = join(root, 'trusted')
  write(join(trusted, '.git/HEAD'), '')
  write(join(trusted, '.github/hooks/start.json'), '{}')
  const config = join(root, 'trusting/config.json')
  const env = { COPILOT_HOME: dirname(config) }

  it.for([
    JSON.stringify({ trustedFolders: [trusted] }),
    `// Managed automatically.\n${JSON.stringify({ trusted_folders: [root] })}`,
    '{ this is no JSON',
  ])('with hooks is refused to a run with limits: %j', (text) => {
    write(config, text)
    expect(() => start({ cwd: trusted }, env)).toThrow(refused)
    expect(() => start({ cwd: trusted, access: 'workspace-write' }, env)).toThrow(refused)
    expect(() => start({ cwd: trusted, access: 'full-access' }, env)).not.toThrow()
  })

  it('without trust is as any other', () => {
    write(config, '{"trustedFolders":["/elsewhere"]}')
    expect(() => start({ cwd: trusted }, env)).not.toThrow()
  })

  it('is one as well when a variable says so', () => {
    expect(() => start({ cwd: trusted }, { COPILOT_ALLOW_ALL: 'true' })).toThrow(refused)
  })
})
