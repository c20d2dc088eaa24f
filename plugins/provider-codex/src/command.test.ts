import { join } from 'node:path'
import type { Access, Command, RunRequest } from '@htmlgraph/core/provider'
import { createRequest, type RequestInput } from '@htmlgraph/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codexAccess, codexCommand } from './command.ts'
import { codex } from './index.ts'
import { type CodexInput, type CodexOptions, codexOptions } from './options.ts'

const paths = { run: '/run/one', home: '/home/ada', env: {} }

type Overrides = Omit<RequestInput, 'options'> & { readonly options?: CodexInput }

function start(overrides: Overrides = {}, more: Partial<typeof paths> = {}): Command {
  const request = createRequest(codex, { cwd: '/work/project', ...overrides })
  return codexCommand(request as RunRequest<CodexOptions>, { ...paths, ...more })
}

/** The settings, by name, as TOML; of two with one name the later. */
function settingsOf({ args }: Command): Readonly<Record<string, string>> {
  const settings = args.filter((_, index) => args[index - 1] === '-c')
  return Object.fromEntries(
    settings.map((setting) => {
      const end = setting.indexOf('=')
      return [setting.slice(0, end), setting.slice(end + 1)]
    }),
  )
}

const refused = (code: string): unknown => expect.objectContaining({ code })

describe('the command for Codex', () => {
  it('gives the prompt by stdin and never as an argument', () => {
    const command = start({ prompt: '--help' })
    expect(command.stdin).toBe('--help')
    expect(command.args.slice(0, 3)).toEqual(['exec', '--json', '--skip-git-repo-check'])
    expect(command.args.at(-1)).toBe('-')
    expect(command.args).not.toContain('--help')
  })

  it('gives the model and images as flags', () => {
    const image = import.meta.filename
    const { args } = start({ model: 'gpt-6-luna', options: { images: [image] } })
    expect(args).toEqual(expect.arrayContaining(['--model=gpt-6-luna', `--image=${image}`]))
  })

  it.for<[CodexInput, Record<string, string>]>([
    [{ reasoningEffort: 'high' }, { model_reasoning_effort: '"high"' }],
    [
      { developerInstructions: 'Say "hi".\n' },
      { developer_instructions: String.raw`"Say \"hi\".\n"` },
    ],
    [{ config: { web_search: 'live' } }, { web_search: '"live"' }],
    [
      { config: { model_providers: { own: { base_url: 'http://a', request_max_retries: 2 } } } },
      {
        'model_providers.own.base_url': '"http://a"',
        'model_providers.own.request_max_retries': '2',
      },
    ],
  ])('turns %j into settings', ([options, settings]) => {
    expect(settingsOf(start({ options }))).toMatchObject(settings)
  })

  it('gives the schema of the answer as a private file', () => {
    const outputSchema = { type: 'object', properties: { name: { type: 'string' } } }
    const { args, files } = start({ options: { outputSchema } })
    const path = join(paths.run, 'output-schema')
    expect(args).toContain(`--output-schema=${path}`)
    expect(files).toEqual([{ path, content: JSON.stringify(outputSchema) }])
  })

  it('goes on with a session whose name is never taken for a flag', () => {
    expect(start({ resume: '--last' }).args.slice(-4)).toEqual(['resume', '--', '--last', '-'])
    const { args } = start({ options: { continueSession: true } })
    expect(args.slice(-3)).toEqual(['resume', '--last', '-'])
  })

  it.for([
    [{}, '/home/ada/.codex'],
    [{ CODEX_HOME: '/srv/codex' }, '/srv/codex'],
    [{ CODEX_HOME: 'codex' }, '/work/project/codex'],
  ] as const)('reads the session back from where %j has it', ([env, home]) => {
    const { collect } = start({}, { env })
    expect(collect).toEqual([
      { name: 'rollout', path: join(home, 'sessions/*/*/*/rollout-*-{sessionId}.jsonl') },
    ])
  })

  it('tries a refused connection a few times only, and keeps its environment out of files', () => {
    expect(settingsOf(start())).toMatchObject({
      'features.unbounded_connection_retries': 'false',
      'features.shell_snapshot': 'false',
      'agents.enabled': 'false',
    })
  })

  it.for<Overrides>([
    { resume: 'abc', options: { continueSession: true } },
    { options: { images: ['no-such-image.png'] } },
    { options: { images: ['a,b.png'] } },
    { options: { sandbox: 'read-only', fullAuto: true } },
    { options: { sandbox: 'danger-full-access', fullAuto: true } },
    { access: 'full-access', options: { config: { approval_policy: 'untrusted' } } },
    { access: 'full-access', options: { config: { sandbox_workspace_write: { x: true } } } },
  ])('does not start %j', (overrides) => {
    expect(() => start(overrides)).toThrow(refused('HG_OPTION_INVALID'))
  })

  it('lets no value of an option become a flag', () => {
    const text = fc.string({ minLength: 1 }).filter((value) => !value.includes('\0'))
    fc.assert(
      fc.property(text, text, (value, name) => {
        const options = { developerInstructions: value, config: { [name]: value } }
        const { args } = start({ access: 'full-access', resume: value, model: value, options })
        const flags = args.filter((arg, index) => arg.startsWith('-') && args[index - 1] !== '-c')
        const known = ['--json', '--skip-git-repo-check', '--sandbox=danger-full-access', '--', '-']
        const own = flags.filter((flag) => !known.includes(flag) && flag !== '-c')
        expect(own.filter((flag, index) => index > 0 || !flag.startsWith('--model='))).toEqual(
          value.startsWith('-') && !known.includes(value) && value !== '-c' ? [value] : [],
        )
        expect(args.slice(-4)).toEqual(['resume', '--', value, '-'])
      }),
    )
  })
})

describe('the access of the command', () => {
  it('reads only, by a profile that denies the places of secrets', () => {
    const command = start({ access: 'read-only' })
    expect(command.args).toEqual(expect.arrayContaining(['--ignore-user-config', '--ignore-rules']))
    expect(command.args.join(' ')).not.toMatch(/--add-dir|danger|"write"/)
    const settings = settingsOf(command)
    expect(settings).toMatchObject({
      default_permissions: '"htmlgraph"',
      'permissions.htmlgraph.extends': '":read-only"',
    })
    expect(settings['permissions.htmlgraph.filesystem']).toContain('"/home/ada/.ssh" = "deny"')
    expect(settings['permissions.htmlgraph.filesystem']).toContain(
      '"/home/ada/.codex/auth.json" = "deny"',
    )
    expect(settings.shell_environment_policy).toContain('"*KEY*"')
  })

  it('writes in the workspace and in a temporary directory of its own', () => {
    const command = start({ access: 'workspace-write', options: { addDirs: ['/data'] } })
    const added = command.args.filter((arg) => arg.startsWith('--add-dir='))
    expect(added).toEqual([`--add-dir=${paths.run}`, '--add-dir=/data'])
    expect(settingsOf(command)).toMatchObject({
      'permissions.htmlgraph.extends': '":workspace"',
      shell_environment_policy: expect.stringContaining(`{"TMPDIR" = "${paths.run}"}`),
    })
    expect(command.warnings).toEqual([expect.stringMatching(/writable: \/data\.$/)])
    expect(command.args.join(' ')).not.toContain('danger')
  })

  it('is without limits only when full access is asked for by name', () => {
    for (const overrides of [
      { access: 'full-access' },
      { options: { sandbox: 'danger-full-access' } },
    ] as const) {
      const { args } = start(overrides)
      expect(args).toContain('--sandbox=danger-full-access')
      expect(args).not.toContain('--ignore-user-config')
      expect(args.join(' ')).not.toContain('permissions')
    }
  })

  it('takes the later of two settings of one name: its own', () => {
    const { args } = start({
      access: 'full-access',
      options: { config: { features: { shell_snapshot: true } } },
    })
    expect(args.indexOf('features.shell_snapshot=true')).toBeLessThan(
      args.indexOf('features.shell_snapshot=false'),
    )
  })

  const mighty: readonly CodexInput[] = [
    { config: { notify: ['true'] } },
    { config: { mcp_servers: { docs: { command: 'docs' } } } },
    { config: { 'mcp_servers.docs.url': 'https://example.org' } },
    { config: { hooks: { SessionStart: [] } } },
    { config: { sandbox_mode: 'danger-full-access' } },
    { config: { default_permissions: ':danger-full-access' } },
    { config: { features: { hooks: true } } },
    { config: { model_providers: { own: { auth: { command: 'key' } } } } },
    { config: { '"sandbox_mode"': 'danger-full-access' } },
  ]

  it.for(mighty)('refuses %j below full access', (options) => {
    for (const access of ['read-only', 'workspace-write'] as const) {
      expect(() => start({ access, options })).toThrow(refused('HG_ACCESS_REFUSED'))
    }
    expect(codexAccess(codexOptions.parse(options)), 'it is never implied').toBeNull()
  })

  it('keeps the sandbox that is named beside settings which need full access', () => {
    const options: CodexInput = { sandbox: 'workspace-write', config: { notify: ['true'] } }
    const command = start({ access: 'full-access', options })
    expect(settingsOf(command)['permissions.htmlgraph.extends']).toBe('":workspace"')
    expect(settingsOf(command).notify).toBe('["true"]')
  })

  it.for<[CodexInput, Access | null]>([
    [{}, null],
    [{ sandbox: 'read-only' }, 'read-only'],
    [{ sandbox: 'workspace-write' }, 'workspace-write'],
    [{ fullAuto: true }, 'workspace-write'],
    [{ sandbox: 'danger-full-access' }, 'full-access'],
    [{ sandbox: 'danger-full-access', config: { notify: ['true'] } }, 'full-access'],
    [{ sandbox: 'read-only', config: { web_search: 'live' } }, 'read-only'],
  ])('of %j is %s', ([options, access]) => {
    expect(codexAccess(codexOptions.parse(options))).toBe(access)
  })

  it('refuses to write in a directory around the workspace', () => {
    const options = { addDirs: ['..'] }
    expect(() => start({ access: 'workspace-write', options })).toThrow(
      refused('HG_ACCESS_REFUSED'),
    )
  })
})
