import { join } from 'node:path'
import type { Access, Command, RunRequest } from '@htmlgraph/core/provider'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claudeCommand } from './command.ts'
import { claude } from './index.ts'
import { type ClaudeInput, type ClaudeOptions, claudeOptions } from './options.ts'

const paths = { run: '/run/one', home: '/home/ada', env: {} }
const SESSION = '0b8f3b0e-4a35-4a43-9a43-0f4c8f6f6a11'

type Overrides = Partial<Omit<RunRequest, 'options'>> & { readonly options?: ClaudeInput }

function start({ options = {}, ...rest }: Overrides = {}): Command {
  const request: RunRequest<ClaudeOptions> = {
    prompt: 'Fix the test.',
    model: null,
    requestedModel: null,
    access: 'read-only',
    cwd: '/project',
    sessionId: SESSION,
    resume: null,
    timeoutMs: null,
    idleTimeoutMs: null,
    outputJson: false,
    stream: false,
    ...rest,
    options: claudeOptions.parse(options),
  }
  return claudeCommand(request, paths)
}

/** What a flag was given, each time. */
function valuesOf(flag: string, { args }: Command): string[] {
  return args.filter((arg) => arg.startsWith(`--${flag}=`)).map((arg) => arg.slice(flag.length + 3))
}

interface Settings {
  readonly permissions: Readonly<Record<string, unknown>>
  readonly sandbox: Readonly<Record<string, unknown>>
}

const settingsOf = (command: Command): Settings =>
  JSON.parse(valuesOf('settings', command)[0] ?? 'null') as Settings

describe('the command for Claude Code', () => {
  it('gives the prompt by stdin and never as an argument', () => {
    const command = start({ prompt: '--help' })
    expect(command.stdin).toBe('--help')
    expect(command.args.slice(0, 3)).toEqual(['-p', '--output-format=stream-json', '--verbose'])
    expect(command.args.join(' ')).not.toContain('--help')
  })

  it.for(['/cost', '  /compact now'])(
    'keeps %j from being taken for a command of its own',
    (prompt) => {
      expect(start({ prompt }).stdin).toBe(`\n${prompt}`)
    },
  )

  it.for<[Overrides, string[]]>([
    [{ model: 'opus' }, ['--model=opus']],
    [{ stream: true }, ['--include-partial-messages']],
    [{ options: { effort: 'low' } }, ['--effort=low']],
    [{ options: { maxTurns: 3 } }, ['--max-turns=3']],
    [{ options: { maxBudgetUsd: 0.5 } }, ['--max-budget-usd=0.5']],
    [
      { options: { addDirs: ['/a', '-b'] } },
      ['--add-dir=/project', '--add-dir=/a', '--add-dir=/project/-b'],
    ],
    [{ options: { allowedTools: ['Read(./docs/**)'] } }, ['--allowedTools=Read(./docs/**)']],
    [
      { options: { disallowedTools: ['Grep', 'Glob'] } },
      ['--disallowedTools=Grep', '--disallowedTools=Glob'],
    ],
    [{ access: 'full-access', options: { mcpConfig: './mcp.json' } }, ['--mcp-config=./mcp.json']],
    [{ options: { jsonSchema: { type: 'object' } } }, ['--json-schema={"type":"object"}']],
    [{ resume: 'abc' }, ['--resume=abc']],
    [{ options: { continueSession: true } }, ['--continue']],
    [{}, [`--session-id=${SESSION}`]],
    [
      { resume: 'abc', options: { forkSession: true } },
      ['--fork-session', `--session-id=${SESSION}`],
    ],
  ])('turns %j into flags', ([overrides, flags]) => {
    expect(start(overrides).args).toEqual(expect.arrayContaining(flags))
  })

  it('leaves the session its id when it goes on with one', () => {
    expect(valuesOf('session-id', start({ resume: 'abc' }))).toEqual([])
    expect(valuesOf('session-id', start({ options: { continueSession: true } }))).toEqual([])
  })

  it('hands over long and secret texts as private files', () => {
    const servers = { mcpServers: { docs: { command: 'docs', env: { TOKEN: 'secret' } } } }
    const command = start({
      access: 'full-access',
      options: { mcpConfig: servers, systemPrompt: '- Be brief.', appendSystemPrompt: 'Use tabs.' },
    })
    expect(command.files).toEqual([
      { path: join(paths.run, 'mcp-config'), content: JSON.stringify(servers) },
      { path: join(paths.run, 'system-prompt-file'), content: '- Be brief.' },
      { path: join(paths.run, 'append-system-prompt-file'), content: 'Use tabs.' },
    ])
    expect(command.args).toEqual(
      expect.arrayContaining([
        `--mcp-config=${join(paths.run, 'mcp-config')}`,
        `--system-prompt-file=${join(paths.run, 'system-prompt-file')}`,
        `--append-system-prompt-file=${join(paths.run, 'append-system-prompt-file')}`,
      ]),
    )
    expect(command.args.join(' ')).not.toContain('secret')
  })

  it('gives a thinking budget to the models that take one', () => {
    const command = start({ model: 'claude-opus-4-8', options: { maxThinkingBudget: 10_000 } })
    expect(command.env).toMatchObject({ MAX_THINKING_TOKENS: '10000' })
    expect(command.warnings).toEqual([])
  })

  it.for([null, 'opus', 'claude-sonnet-5', 'fable[1m]'])(
    'warns that %s ignores a budget',
    (model) => {
      const { warnings } = start({ model, options: { maxThinkingBudget: 10_000 } })
      expect(warnings).toEqual([expect.stringContaining('maxThinkingBudget has no effect')])
    },
  )

  it('warns of added directories outside the working directory', () => {
    const { warnings } = start({ options: { addDirs: ['/data', 'sub'] } })
    expect(warnings).toEqual([expect.stringMatching(/readable: \/data\.$/)])
  })

  it('does not let a parent Claude Code or a background command into the run', () => {
    expect(start().env).toMatchObject({
      CLAUDECODE: null,
      CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: '1',
      DISABLE_AUTOUPDATER: '1',
    })
    expect(start().env?.MAX_THINKING_TOKENS).toBeNull()
  })
})

describe('the access of the command', () => {
  it('is read-only by what tools there are, not by a mode', () => {
    const command = start({ access: 'read-only', options: { approval: 'manual' } })
    expect(valuesOf('permission-mode', command)).toEqual(['dontAsk'])
    expect(valuesOf('tools', command)[0]?.split(',')).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/Bash|Write|Edit|Monitor|Worktree|Skill/)]),
    )
    expect(valuesOf('allowedTools', command)).toEqual([])
  })

  it('lets a read-only run fetch when that is asked for', () => {
    const command = start({ access: 'read-only', options: { allowedTools: ['WebFetch'] } })
    expect(valuesOf('tools', command)[0]?.split(',')).toContain('WebFetch')
  })

  it.for<ClaudeInput>([{}, { approval: 'auto' }])(
    'is workspace-write inside a sandbox for %j',
    (options) => {
      const command = start({ access: 'workspace-write', options })
      expect(valuesOf('permission-mode', command)).toEqual(['acceptEdits'])
      expect(valuesOf('allowedTools', command)).toEqual(['Bash'])
      const { permissions, sandbox } = settingsOf(command)
      expect(permissions).toEqual({ blockWritesOutsideWorkingDirectories: true })
      expect(sandbox).toMatchObject({
        enabled: true,
        failIfUnavailable: true,
        allowUnsandboxedCommands: false,
        autoAllowBashIfSandboxed: true,
      })
      expect(sandbox.credentials).toMatchObject({
        envVars: expect.arrayContaining([{ name: 'ANTHROPIC_API_KEY', mode: 'deny' }]),
      })
    },
  )

  it('keeps from commands all the keys and tokens that it has itself', () => {
    const { sandbox } = settingsOf(start({ access: 'workspace-write' }))
    const { envVars } = sandbox.credentials as { envVars: readonly { name: string }[] }
    const secrets = claude.environment.filter((name) => /(KEY|TOKEN|HEADERS)$/.test(name))
    expect(secrets.length).toBeGreaterThan(0)
    expect(envVars.map(({ name }) => name)).toEqual(secrets)
  })

  it.for<[ClaudeInput, string]>([
    [{ approval: 'manual', allowedTools: ['Bash(npm test)'] }, 'manual'],
    [{ approval: 'never', allowedTools: ['Bash(npm test)'] }, 'dontAsk'],
    [{ allowedTools: ['Bash(npm test)'] }, 'manual'],
  ])('gives no more than the rule for %j', ([options, mode]) => {
    const command = start({ access: 'workspace-write', options })
    expect(valuesOf('permission-mode', command)).toEqual([mode])
    expect(valuesOf('allowedTools', command)).toEqual(['Bash(npm test)'])
    expect(settingsOf(command).sandbox).toMatchObject({
      enabled: true,
      autoAllowBashIfSandboxed: false,
    })
  })

  it('is without limits only when full-access is asked for by name', () => {
    const command = start({ access: 'full-access' })
    expect(valuesOf('permission-mode', command)).toEqual(['bypassPermissions'])
    expect(valuesOf('settings', command)).toEqual([])
  })

  it.for<ClaudeInput>([
    { allowedTools: ['mcp__docs'] },
    { approval: 'auto', allowedTools: ['mcp__docs'] },
    { approval: 'never', allowedTools: ['Monitor'] },
    { mcpConfig: './mcp.json' },
    { approval: 'auto', mcpConfig: { mcpServers: { docs: { command: 'docs' } } } },
  ])('keeps commands in the sandbox when %j is what needs full-access', (options) => {
    const command = start({ access: 'full-access', options })
    expect(valuesOf('permission-mode', command)).not.toContain('bypassPermissions')
    expect(settingsOf(command).sandbox).toMatchObject({ enabled: true, failIfUnavailable: true })
  })

  it.for<[Access, string]>([
    ['read-only', ''],
    ['workspace-write', ''],
    ['full-access', 'user'],
  ])('with %s reads settings from "%s" and never from the repository', ([access, sources]) => {
    const command = start({ access })
    expect(valuesOf('setting-sources', command)).toEqual([sources])
    expect(command.args).toContain('--strict-mcp-config')
  })

  it.for<[Access, ClaudeInput]>([
    ['read-only', { approval: 'auto' }],
    ['read-only', { allowedTools: ['Bash(git log)'] }],
    ['read-only', { approval: 'never', allowedTools: ['Edit'] }],
    ['workspace-write', { approval: 'auto', allowedTools: ['mcp__docs'] }],
    ['read-only', { mcpConfig: './mcp.json' }],
    ['workspace-write', { mcpConfig: { mcpServers: { docs: { command: 'docs' } } } }],
  ])('%s refuses %j', ([access, options]) => {
    expect(() => start({ access, options })).toThrow(
      expect.objectContaining({
        code: 'HG_ACCESS_REFUSED',
        hint: expect.stringContaining('access "'),
      }),
    )
  })

  it.for<Overrides>([
    { resume: 'abc', options: { continueSession: true } },
    { options: { forkSession: true } },
  ])('does not start %j', (overrides) => {
    expect(() => start(overrides)).toThrow(expect.objectContaining({ code: 'HG_OPTION_INVALID' }))
  })

  it('lets no value of an option become a flag', () => {
    const text = fc.string({ minLength: 1 }).filter((value) => !value.includes('\0'))
    fc.assert(
      fc.property(text, fc.array(text), (value, addDirs) => {
        const options = { systemPrompt: value, mcpConfig: value, addDirs }
        const { args } = start({ access: 'full-access', model: value, resume: value, options })
        expect(args.every((arg) => arg.startsWith('--') || arg === '-p')).toBe(true)
        expect(args.filter((arg) => !arg.includes('=')).sort()).toEqual(
          ['--strict-mcp-config', '--verbose', '-p'].sort(),
        )
      }),
    )
  })
})
