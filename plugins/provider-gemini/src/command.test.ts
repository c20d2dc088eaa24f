import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { ACCESS_LEVELS, type Access, type Command, type RunRequest } from '@htmlgraph/core/provider'
import { createRequest, type RequestInput } from '@htmlgraph/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { geminiCommand, grantedAccess } from './command.ts'
import { gemini } from './index.ts'
import { type GeminiInput, type GeminiOptions, geminiOptions } from './options.ts'

const paths = { run: '/run/one', home: '/home/ada', env: {} }
const SESSION = '0b8f3b0e-4a35-4a43-9a43-0f4c8f6f6a11'
const OWN = '/run/one/home/.gemini'

type Overrides = Omit<RequestInput, 'options'> & { readonly options?: GeminiInput }

function start(overrides: Overrides = {}, more: Partial<typeof paths> = {}): Command {
  const request = createRequest(gemini, { cwd: '/work/project', sessionId: SESSION, ...overrides })
  return geminiCommand(request as RunRequest<GeminiOptions>, { ...paths, ...more })
}

/** What a flag was given, each time. */
function valuesOf(flag: string, { args }: Command): string[] {
  return args.filter((arg) => arg.startsWith(`--${flag}=`)).map((arg) => arg.slice(flag.length + 3))
}

/** What is put over the user's settings. */
const settingsOf = ({ overlays = [] }: Command): unknown => overlays[1]?.changes['settings.json']

const refused = (code: string): unknown => expect.objectContaining({ code })

describe('the command for Gemini CLI', () => {
  it('gives the prompt by stdin and never as an argument', () => {
    const command = start({ prompt: '--help' })
    expect(command.stdin).toBe('--help')
    expect(command.args[0]).toBe('--output-format=stream-json')
    expect(command.args.join(' ')).not.toContain('--help')
  })

  it.for(['/cost', '  /compress now'])(
    'keeps %j from being taken for a command of its own',
    (prompt) => {
      expect(start({ prompt }).stdin).toBe(`\n${prompt}`)
    },
  )

  it('says no more than was asked for', () => {
    const { args, files, warnings } = start()
    expect(args.map((arg) => arg.replace(/=.*/, ''))).toEqual([
      '--output-format',
      '--approval-mode',
      '--policy',
      '--session-id',
    ])
    expect([files, warnings]).toEqual([[], []])
  })

  it('names the session of a run, or the one to go on with', () => {
    expect(valuesOf('session-id', start())).toEqual([SESSION])
    const resumed = start({ resume: 'abc' })
    expect([valuesOf('resume', resumed), valuesOf('session-id', resumed)]).toEqual([['abc'], []])
    const latest = start({ options: { continueSession: true } })
    expect(valuesOf('resume', latest)).toEqual(['latest'])
  })

  it('reads the session back, where the user has it', () => {
    const tail = `tmp/*/chats/session-*-${SESSION.slice(0, 8)}.jsonl`
    const place = (home: string) => [{ name: 'session', path: join(home, '.gemini', tail) }]
    expect(start().collect).toEqual(place('/home/ada'))
    expect(start({}, { env: { GEMINI_CLI_HOME: '/srv' } }).collect).toEqual(place('/srv'))
    const relative = { env: { GEMINI_CLI_HOME: 'own' } }
    expect(start({}, relative).collect).toEqual(place('/work/project/own'))
    expect(start({ resume: '12345678-9' }).collect?.[0]?.path).toContain('session-*-12345678.jsonl')
    expect(start({ options: { continueSession: true } }).collect).toEqual([])
  })

  it('works on a copy of the settings, with the sessions of the user', () => {
    const { env, overlays } = start()
    expect(env).toMatchObject({ GEMINI_CLI_HOME: dirname(OWN) })
    expect(overlays).toEqual([
      { path: dirname(OWN), of: '/home/ada/.gemini', changes: {} },
      expect.objectContaining({
        path: OWN,
        of: '/home/ada/.gemini',
        directories: ['tmp', 'history'],
      }),
    ])
  })

  it.for<[GeminiInput, object]>([
    [{ maxTurns: 3 }, { model: { maxSessionTurns: 3 } }],
    [
      { temperature: 0.5 },
      {
        modelConfigs: {
          customOverrides: [
            {
              match: { model: 'chat-base' },
              modelConfig: { generateContentConfig: { temperature: 0.5 } },
            },
          ],
        },
      },
    ],
    [{}, { model: {}, modelConfigs: {}, general: { maxAttempts: 3, enableAutoUpdate: false } }],
  ])('turns %j into settings', ([options, settings]) => {
    expect(settingsOf(start({ options }))).toMatchObject(settings)
  })

  it('gives a system prompt as a private file', () => {
    const { env, files } = start({ options: { systemPrompt: 'Be brief.' } })
    const path = '/run/one/system.md'
    expect([env?.GEMINI_SYSTEM_MD, files]).toEqual([path, [{ path, content: 'Be brief.' }]])
    expect(start().env?.GEMINI_SYSTEM_MD).toBeNull()
  })

  it('has neither a launcher nor a browser', () => {
    expect(start().env).toMatchObject({ GEMINI_CLI_NO_RELAUNCH: 'true', NO_BROWSER: 'true' })
  })

  it('gives directories as absolute paths', () => {
    const command = start({ options: { includeDirectories: ['/data', 'sub'] } })
    expect(valuesOf('include-directories', command)).toEqual(['/data', '/work/project/sub'])
    expect(command.warnings).toEqual([expect.stringMatching(/includeDirectories .*: \/data\.$/)])
  })

  it('warns that nothing is planned in a repository that is not trusted', () => {
    const warnings = [expect.stringContaining('trustWorkspace')]
    expect(start({ options: { approvalMode: 'plan' } }).warnings).toEqual(warnings)
    const trusting = { approvalMode: 'plan', trustWorkspace: true } as const
    expect(start({ options: trusting }).warnings).toEqual([])
  })

  it('tells a container what it is to trust, and shows it the files of the run', () => {
    const { args, env } = start({ options: { sandbox: true } })
    expect(args).toContain('--sandbox')
    expect(env?.SANDBOX_ENV).toBe('GEMINI_CLI_TRUST_WORKSPACE=false')
    expect(env?.SANDBOX_MOUNTS?.split(',')).toContain('/run/one:/run/one:ro')
  })

  it.for<[Overrides, string]>([
    [{ resume: 'abc', options: { continueSession: true } }, 'HG_OPTION_INVALID'],
    [{ options: { includeDirectories: ['a,b'] } }, 'HG_OPTION_INVALID'],
    [{ cwd: '/work/a,b', options: { includeDirectories: ['sub'] } }, 'HG_OPTION_INVALID'],
    [{ options: { includeDirectories: ['..'] } }, 'HG_ACCESS_REFUSED'],
    [{ options: { includeDirectories: ['~'] }, access: 'workspace-write' }, 'HG_ACCESS_REFUSED'],
    [{ options: { approvalMode: 'yolo' }, access: 'workspace-write' }, 'HG_ACCESS_REFUSED'],
    [{ options: { approvalMode: 'auto_edit' }, access: 'read-only' }, 'HG_ACCESS_REFUSED'],
  ])('does not start %j: %s', ([overrides, code]) => {
    expect(() => start(overrides)).toThrow(refused(code))
  })

  it('lets no value of an option become a flag', () => {
    const text = fc.string({ minLength: 1 }).filter((value) => !/[\0,]/.test(value))
    fc.assert(
      fc.property(text, (value) => {
        const options = { systemPrompt: value, includeDirectories: [value] }
        const given = { access: 'full-access', resume: value, model: value, options } as const
        const names = start(given).args.map((arg) => arg.split('=', 1)[0])
        expect(names).toEqual([
          ...['--output-format', '--approval-mode', '--policy', '--policy'],
          ...['--model', '--resume', '--include-directories'],
        ])
      }),
    )
  })
})

describe('the access of the command', () => {
  it.for(ACCESS_LEVELS)('%s is held by a policy that comes with the package', (access) => {
    const [policy = ''] = valuesOf('policy', start({ access }))
    expect([basename(policy), existsSync(policy)]).toEqual([`${access}.toml`, true])
  })

  it('lets the policies of the user count with full access alone', () => {
    const counts = ACCESS_LEVELS.map((access) => valuesOf('policy', start({ access })).slice(1))
    expect(counts).toEqual([[], [], [join(OWN, 'policies')]])
  })

  it('allows no tool that writes with read-only, and no command below full access', () => {
    const allowed = ACCESS_LEVELS.map((access) => allowedTools(start({ access })))
    const [reads = [], writes = [], all] = allowed
    expect(reads).toContain('read_file')
    expect(writes.filter((tool) => !reads.includes(tool))).toEqual(['write_file', 'replace'])
    expect(reads.filter((tool) => /write|replace|shell|fetch|memory|mcp|\*/.test(tool))).toEqual([])
    expect(all).toContain('*')
  })

  it('never trusts a repository unless the caller does', () => {
    for (const access of ACCESS_LEVELS) {
      const command = start({ access })
      expect(command.env?.GEMINI_CLI_TRUST_WORKSPACE).toBe('false')
      expect(settingsOf(command)).toMatchObject({
        advanced: { ignoreLocalEnv: true },
        context: { fileName: ['GEMINI.md', expect.stringMatching(/^\.\..*project\/GEMINI\.md$/)] },
      })
    }
    const trusting = start({ options: { trustWorkspace: true } })
    expect(trusting.env?.GEMINI_CLI_TRUST_WORKSPACE).toBe('true')
    expect(settingsOf(trusting)).toEqual(expect.objectContaining({ advanced: {}, context: {} }))
    expect(valuesOf('policy', trusting)).toEqual(valuesOf('policy', start()))
  })

  it.for<[GeminiInput, Access | null]>([
    [{}, null],
    [{ approvalMode: 'default' }, 'read-only'],
    [{ approvalMode: 'plan' }, 'read-only'],
    [{ approvalMode: 'auto_edit' }, 'workspace-write'],
    [{ approvalMode: 'yolo' }, 'full-access'],
    [{ trustWorkspace: true, sandbox: true, continueSession: true }, null],
  ])('of %j is %s', ([options, access]) => {
    expect(grantedAccess(geminiOptions.parse(options))).toBe(access)
  })

  it('is never full because an option says so', () => {
    expect(gemini.access(geminiOptions.parse({ approvalMode: 'yolo' }))).toBeNull()
    const options = { approvalMode: 'yolo' } as const
    expect(valuesOf('approval-mode', start({ access: 'full-access', options }))).toEqual(['yolo'])
  })
})

/** The tools that the first policy of a command allows. */
function allowedTools(command: Command): string[] {
  const rules = readFileSync(valuesOf('policy', command)[0] ?? '', 'utf8').split('[[')
  return rules
    .filter((rule) => rule.startsWith('rule') && rule.includes('decision = "allow"'))
    .flatMap((rule) => /toolName = (\[[^\]]*\]|"[^"]*")/s.exec(rule)?.[1]?.match(/[\w*]+/g) ?? [])
}
