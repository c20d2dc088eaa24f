import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { ECHO_AGENT, echo, echoPlugin } from '../../test/echo-provider.ts'
import {
  definePlugin,
  defineProvider,
  type Finish,
  isHtmlGraphError,
  type Provider,
  type RunEvent,
} from '../contract/index.ts'
import { compose } from './compose.ts'
import { defineMiddleware } from './define-middleware.ts'
import { HeadlessSpawner } from './headless-spawner.ts'

const spawner = new HeadlessSpawner({ plugins: [echoPlugin] })
const directory = mkdtempSync(join(tmpdir(), 'htmlgraph-spawner-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** A request that lets the made-up agent do these things, in order. */
const script = (...lines: string[]): { prompt: string; executable: string; cwd: string } => ({
  prompt: lines.join('\n'),
  executable: ECHO_AGENT,
  cwd: directory,
})

async function collect(run: AsyncIterable<RunEvent>): Promise<RunEvent[]> {
  const events: RunEvent[] = []
  for await (const event of run) events.push(event)
  return events
}

describe('a run', () => {
  it('yields a complete result', async () => {
    const result = await spawner.spawnEcho(script('usage 10 5 1200', 'say Hello', 'end'))
    expect(result).toMatchObject({
      success: true,
      outcome: 'completed',
      provider: 'echo',
      response: 'Hello',
      error: null,
      tokensUsed: 15,
      cost: 0.0012,
      costBasis: 'reported',
      billing: 'api',
      model: 'echo-large-1',
      requestedModel: null,
      access: 'read-only',
      sessionId: 'session-1',
      rawOutput: [],
      exitCode: 0,
      signal: null,
    })
    expect(result.pid).toBeGreaterThan(0)
    expect(result.durationMs).toBeGreaterThan(0)
  })

  it('tells its events as they come, and can then be awaited', async () => {
    const run = spawner.spawnEcho(script('say One', 'tool Read ok', 'print noise', 'end Two'))
    const types = (await collect(run)).map((event) => event.type)
    expect(types).toEqual([
      'process-start',
      'session',
      'message',
      'tool-start',
      'tool-end',
      'raw',
      'end',
    ])
    expect((await run).response).toBe('Two')
  })

  it('shows an event while the agent still works', async () => {
    const run = spawner.spawnEcho(script('say Early', 'hang'))
    for await (const event of run) if (event.type === 'message') break
    run.cancel('seen enough')
    expect(await run).toMatchObject({
      outcome: 'cancelled',
      response: 'Early',
      error: { kind: 'cancelled', message: 'seen enough' },
    })
  })

  it('keeps text already received when time runs out', async () => {
    const result = await spawner.spawnEcho({ ...script('say Half', 'hang'), timeoutMs: 700 })
    expect(result).toMatchObject({
      outcome: 'timed-out',
      response: 'Half',
      error: { kind: 'timeout', retryable: false, workStarted: false },
    })
  })

  it('stops an agent that falls silent', async () => {
    const result = await spawner.spawnEcho({ ...script('say Half', 'hang'), idleTimeoutMs: 700 })
    expect(result.error?.message).toContain('printed nothing for 700 ms')
  })

  it('keeps the end of a text that is longer than any answer', async () => {
    const run = spawner.spawnEcho(script('say First', 'flood 40', 'say Last', 'end'))
    const result = await run
    expect(result).toMatchObject({ outcome: 'completed' })
    expect(result.response.length).toBeLessThan(33 * 1024 * 1024)
    expect(result.response.endsWith('Last')).toBe(true)
    expect(result.warnings.join()).toContain('the middle of its text is left out')
    expect(result.truncated).toBe(true)
  })

  // Faults: more output than memory may hold; the rest is in a file.
  it('keeps what it leaves out in a file', async () => {
    const outputDirectory = mkdtempSync(join(tmpdir(), 'output-'))
    onTestFinished(() => rmSync(outputDirectory, { recursive: true }))
    const flood = script('flood 1', 'say Here', 'flood 40', 'say Last', 'end')
    const result = await spawner.spawnEcho({ ...flood, outputDirectory })
    expect(result.response).not.toContain('Here')
    expect(result).toMatchObject({ outcome: 'completed', truncated: true })
    expect(result.outputFile).toBe(join(outputDirectory, '1.jsonl'))
    const kept = readFileSync(String(result.outputFile), 'utf8')
    expect(kept.split('\n').length).toBe(46)
    expect(kept).toContain('"Here"')
  })

  it('starts nothing when the file for its output cannot be made', async () => {
    const run = spawner.spawnEcho({ ...script('end Done'), outputDirectory: process.execPath })
    await expect(run).rejects.toMatchObject({
      code: 'HG_CWD_INVALID',
      message: expect.stringContaining('outputDirectory is '),
    })
  })

  it('leaves no file of an agent that could not be started', async () => {
    const outputDirectory = mkdtempSync(join(tmpdir(), 'output-'))
    onTestFinished(() => rmSync(outputDirectory, { recursive: true }))
    const executable = join(outputDirectory, 'agent')
    writeFileSync(executable, '#!/no/such/interpreter', { mode: 0o755 })
    const result = await spawner.spawnEcho({ prompt: 'end', executable, outputDirectory })
    expect(result).toMatchObject({ error: { kind: 'not-installed' }, outputFile: null })
    expect(readdirSync(outputDirectory)).toEqual(['agent'])
  })

  it('can be awaited inside the loop over its own events', async () => {
    const run = spawner.spawnEcho(script(...Array(3000).fill('say again'), 'end Done'))
    for await (const _event of run) expect(await run).toMatchObject({ response: 'Done' })
  })

  it('tells everybody who iterates it all events', async () => {
    const run = spawner.spawnEcho(script('say One', 'end Two'))
    const [first, second] = await Promise.all([collect(run), collect(run)])
    expect(first).toEqual(second)
    expect(first.map((event) => event.type)).toContain('message')
  })

  it('is cancelled by its signal, also before it has begun', async () => {
    const result = await spawner.spawnEcho({
      ...script('end Done'),
      signal: AbortSignal.abort('not today'),
    })
    expect(result).toMatchObject({ outcome: 'cancelled', pid: null })
    expect(result.error?.message).toBe('not today')
  })

  it('says that work had started, so that nobody repeats it blindly', async () => {
    const result = await spawner.spawnEcho(script('tool Bash ok', 'fail overloaded Try later'))
    expect(result.error).toMatchObject({ kind: 'overloaded', retryable: true, workStarted: true })
    expect(`${result.error}`).toBe('Try later')
  })

  it("keeps the CLI's own events when asked to", async () => {
    const result = await spawner.spawnEcho({
      ...script('print {broken', 'end Done'),
      outputJson: true,
    })
    expect(result.rawOutput.map((event) => event.type)).toEqual(['hello', 'end'])
  })

  it('gives structured output that fits its schema', async () => {
    const schema = { type: 'object', properties: { n: { type: 'number' } }, required: ['n'] }
    const good = await spawner.spawnEcho({ ...script('structured {"n":1}'), schema })
    expect(good).toMatchObject({ success: true, structured: { n: 1 } })
    const bad = await spawner.spawnEcho({ ...script('structured {"n":"1"}'), schema })
    expect(bad).toMatchObject({ outcome: 'failed', error: { kind: 'protocol' } })
  })

  it('warns of a model that has been replaced, and passes the new one on', async () => {
    const result = await spawner.spawnEcho({ ...script('args', 'end'), model: 'echo-old' })
    expect(result.response).toContain('--model=')
    expect(result.response).not.toContain('echo-old')
    expect(result.requestedModel).toBe('echo-old')
    expect(result.warnings.join()).toContain('echo-old')
  })

  it('gives the child no variable that is not on the list', async () => {
    const closed = new HeadlessSpawner({
      plugins: [echoPlugin],
      env: { ...process.env, ECHO_API_KEY: 'own-key-12345', OTHER_API_KEY: 'foreign-key-12345' },
    })
    const result = await closed.spawnEcho(script('env ECHO_API_KEY', 'env OTHER_API_KEY', 'end'))
    expect(result.response).toBe('ECHO_API_KEY=[redacted]\n\nOTHER_API_KEY=')
  })

  it('holds no secret that a line spelt so that only its reader can tell', async () => {
    const key = 'own-key-12345'
    const spelt = [...key].map((letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join('')
    const knowing = new HeadlessSpawner({
      plugins: [echoPlugin],
      env: { ...process.env, ECHO_API_KEY: key },
    })
    const run = knowing.spawnEcho({
      ...script(
        `print {"type":"say","text":"${spelt}"}`,
        `print {"type":"tool","tool":"${spelt}","ok":true}`,
        `print {"type":"end","text":"","kind":"auth","message":"no ${spelt}"}`,
      ),
      outputJson: true,
    })
    const events = await collect(run)
    const result = await run
    expect(JSON.stringify([events, result])).not.toContain(key)
    expect(result).toMatchObject({ response: '[redacted]', error: { message: 'no [redacted]' } })
    expect(result.rawOutput).toHaveLength(4)
  })

  it('is a failed result when the CLI is not there', async () => {
    const result = await spawner.spawnEcho({ ...script('end'), executable: '/nowhere/echo-agent' })
    expect(result).toMatchObject({ outcome: 'failed', pid: null, error: { kind: 'not-installed' } })
    expect(result.error?.message).toContain('/nowhere/echo-agent')
  })

  it('leaves no directory of its own behind', async () => {
    const { response } = await spawner.spawnEcho(script('args', 'end'))
    const path = /--run=([^"]+)/.exec(response)?.[1] ?? ''
    expect(path.startsWith(tmpdir())).toBe(true)
    expect(existsSync(path)).toBe(false)
  })

  it('judges by denials that only `finish` knows of', async () => {
    const denials = [{ tool: 'write', reason: 'found in a log' }]
    const silent = defineProvider({ ...echo, id: 'silent', finish: () => ({ denials }) })
    const plugins = [definePlugin({ name: 'silent', providers: [silent] })]
    const run = new HeadlessSpawner({ plugins }).spawn('silent', script('say Tried', 'end'))
    expect(await run).toMatchObject({ outcome: 'denied', denials, error: { kind: 'permission' } })
  })

  it('knows from `finish` of work that no event told', async () => {
    const finish = (): Finish => ({ hasWorkStarted: true })
    const silent = defineProvider({ ...echo, id: 'silent', finish })
    const plugins = [definePlugin({ name: 'silent', providers: [silent] })]
    const run = new HeadlessSpawner({ plugins }).spawn('silent', script('fail network Lost'))
    expect((await run).error).toMatchObject({ kind: 'network', workStarted: true })
  })

  it('takes a session from `finish` when no event named one', async () => {
    const finish = (): Finish => ({ sessionId: 'found-in-a-log' })
    const nameless = defineProvider({
      ...echo,
      id: 'nameless',
      async *parse(lines) {
        for await (const _line of lines) yield { type: 'message', text: 'x' }
      },
      finish,
    })
    const named = defineProvider({ ...echo, id: 'named', finish })
    const plugins = [definePlugin({ name: 'both', providers: [nameless, named] })]
    const spawn = (id: string) => new HeadlessSpawner({ plugins }).spawn(id, script('end'))
    expect((await spawn('nameless')).sessionId).toBe('found-in-a-log')
    expect((await spawn('named')).sessionId).toBe('session-1')
  })

  it('takes the answer that `finish` found in the place of the one that events told', async () => {
    const careful = defineProvider({
      ...echo,
      id: 'careful',
      finish: (_exit, { text }) => ({ response: text.toUpperCase() }),
    })
    const plugins = [definePlugin({ name: 'careful', providers: [careful] })]
    const run = new HeadlessSpawner({ plugins }).spawn('careful', script('say hello', 'end'))
    expect(await run).toMatchObject({ outcome: 'completed', response: 'HELLO' })
  })

  it('shows the child its overlay of a directory of the user, and takes it away after the run', async () => {
    mkdirSync(join(directory, '.acme'))
    writeFileSync(join(directory, '.acme/settings.json'), '{"theme":"dark"}')
    let path = ''
    const settled = defineProvider({
      ...echo,
      id: 'settled',
      command: ({ prompt }, { run }) => {
        path = join(run, '.acme')
        const changes = { 'settings.json': { hooks: false } }
        const overlay = { path, of: join(directory, '.acme'), changes }
        const collect = [{ name: 'settings', path: join(path, 'settings.json') }]
        return { args: [], stdin: prompt, overlays: [overlay], collect }
      },
      finish: (_exit, { files }) => ({ response: files.get('settings') }),
    })
    const plugins = [definePlugin({ name: 'settled', providers: [settled] })]
    const run = new HeadlessSpawner({ plugins }).spawn('settled', script('say hello', 'end'))
    expect((await run).response).toBe('{"theme":"dark","hooks":false}')
    expect(existsSync(path)).toBe(false)
  })

  it('tells the command what variables the child will see, and no others', async () => {
    const curious = defineProvider({
      ...echo,
      id: 'curious',
      command: (_request, { env }) => ({ args: [], stdin: `say ${Object.keys(env).sort()}\nend` }),
    })
    const plugins = [definePlugin({ name: 'curious', providers: [curious] })]
    const env = { PATH: process.env.PATH, HOME: directory, ECHO_API_KEY: 'k', OTHER_KEY: 'o' }
    const input = { ...script(), prompt: 'x', env: { GIVEN: '1' } }
    const result = await new HeadlessSpawner({ plugins, env }).spawn('curious', input)
    expect(result.response).toBe('ECHO_API_KEY,GIVEN,HOME,PATH')
  })

  it('is a failed result when a provider breaks its contract', async () => {
    const broken = defineProvider({
      ...echo,
      id: 'broken',
      // biome-ignore lint/correctness/useYield: it breaks the contract, on purpose.
      async *parse() {
        throw new Error('cannot read this')
      },
    })
    const odd = new HeadlessSpawner({
      plugins: [definePlugin({ name: 'odd', providers: [broken] })],
    })
    const result = await odd.spawnBroken(script('hang'))
    expect(result.error).toMatchObject({ kind: 'protocol' })
    expect(result.error?.message).toContain('broken threw in parse: cannot read this')
  })
})

describe("a caller's mistake", () => {
  it.each([
    ['an unknown provider', { provider: 'ecko', prompt: 'x' }, 'HG_PROVIDER_UNKNOWN'],
    [
      'an unknown option',
      { provider: 'echo', prompt: 'x', options: { moed: 1 } },
      'HG_OPTION_UNKNOWN',
    ],
    [
      'a wrong value',
      { provider: 'echo', prompt: 'x', options: { mode: 'wild' } },
      'HG_OPTION_INVALID',
    ],
    ['an empty prompt', { provider: 'echo', prompt: ' \n' }, 'HG_OPTION_INVALID'],
    ['NUL in the prompt', { provider: 'echo', prompt: 'a\0b' }, 'HG_OPTION_INVALID'],
    [
      'a deadline that is none',
      { provider: 'echo', prompt: 'x', timeoutMs: 0 },
      'HG_OPTION_INVALID',
    ],
    ['a missing directory', { provider: 'echo', prompt: 'x', cwd: '/nowhere' }, 'HG_CWD_INVALID'],
    [
      'a session for a CLI that has none',
      { provider: 'echo', prompt: 'x', resume: 's' },
      'HG_CAPABILITY_MISSING',
    ],
    [
      'a model that is no name',
      { provider: 'echo', prompt: 'x', model: '-x;id' },
      'HG_OPTION_INVALID',
    ],
    [
      'more access than was asked for',
      { provider: 'echo', prompt: 'x', access: 'read-only', options: { mode: 'bold' } },
      'HG_ACCESS_REFUSED',
    ],
    [
      'a broken schema',
      { provider: 'echo', prompt: 'x', options: { schema: { type: 7 } } },
      'HG_OPTION_INVALID',
    ],
  ] as const)('rejects %s', async (_title, request, code) => {
    const run = spawner.spawn({ executable: ECHO_AGENT, ...request })
    const error = await run.then(
      () => null,
      (reason: unknown) => reason,
    )
    expect(isHtmlGraphError(error) && error.code).toBe(code)
  })

  it('rejects also what is no request at all', async () => {
    const calls = [
      () => spawner.spawn(undefined as never),
      () => spawner.spawnEcho({ prompt: 'x', signal: {} as AbortSignal }),
      () =>
        compose(spawner, () => () => {
          throw new TypeError('plain')
        }).spawn('echo', { prompt: 'x' }),
    ]
    const errors = await Promise.all(
      calls.map((call) => call().then(String, (error: Error) => error)),
    )
    expect(errors.slice(0, 2)).toMatchObject([
      { code: 'HG_OPTION_INVALID' },
      { code: 'HG_OPTION_INVALID' },
    ])
    expect(errors[2]).toMatchObject({ message: 'plain' })
  })

  it('does not tell the value of a variable', async () => {
    const env = { 'my-key': 'sk-super-secret-value' }
    const error = await spawner
      .spawnEcho({ prompt: 'x', env })
      .then(String, (reason: Error) => reason)
    expect(error).toMatchObject({ code: 'HG_OPTION_INVALID' })
    expect(JSON.stringify(error) + String(error)).not.toContain('super-secret')
  })

  it('names the value that was probably meant', async () => {
    const access = 'workspce-write' as 'workspace-write'
    await expect(spawner.spawnEcho({ prompt: 'x', access })).rejects.toMatchObject({
      hint: 'Did you mean "workspace-write"?',
    })
  })

  it('is found when a spawner is made, too', () => {
    const wrong = { plugin: [] } as object
    expect(() => new HeadlessSpawner(wrong)).toThrow('there is no option "plugin"')
  })

  it('reaches whoever iterates, without an unhandled rejection', async () => {
    const run = spawner.spawn({ provider: 'ecko', prompt: 'x' })
    await expect(collect(run)).rejects.toThrow('ecko')
  })
})

describe('a provider that breaks the contract', () => {
  it.each<[what: string, over: Partial<Provider>, message: string]>([
    [
      'throws while it reads',
      {
        async *parse(lines) {
          for await (const line of lines) yield { type: 'message', text: JSON.parse(`{${line}`) }
        },
      },
      'broken threw in parse: ',
    ],
    [
      'gives what is no event',
      {
        async *parse() {
          yield null as never
        },
      },
      'broken threw in parse: ',
    ],
    [
      'throws at the end',
      {
        finish() {
          throw new Error('no end')
        },
      },
      'broken threw in finish: no end.',
    ],
    ['gives no end', { finish: () => undefined as never }, 'broken threw in finish: '],
  ])('fails its own run when it %s; the others work', async (_what, over, message) => {
    const broken = defineProvider({ ...(echo as Provider), ...over, id: 'broken' })
    const plugin = definePlugin({ name: 'odd', providers: [broken] })
    const both = new HeadlessSpawner({ plugins: [plugin, echoPlugin] })
    const result = await both.spawn('broken', script('end Done'))
    expect(result).toMatchObject({ outcome: 'failed', error: { kind: 'protocol' } })
    expect(result.error?.message).toContain(message)
    expect(await both.spawn('echo', script('end Done'))).toMatchObject({ outcome: 'completed' })
  })

  it('ends its run as failed when its parse never ends', { timeout: 20_000 }, async () => {
    const stuck = defineProvider({
      ...echo,
      async *parse(lines) {
        for await (const _line of lines) yield { type: 'message', text: 'Half' }
        await new Promise(() => {})
      },
    })
    const plugins = [definePlugin({ name: 'stuck', providers: [stuck] })]
    const result = await new HeadlessSpawner({ plugins }).spawn('echo', script('say x'))
    expect(result).toMatchObject({
      outcome: 'failed',
      response: 'Half\n\nHalf',
      error: { kind: 'protocol', message: expect.stringContaining('did not come to an end') },
    })
  })
})

describe('middleware', () => {
  it('wraps the first outermost, and passes events on', async () => {
    const order: string[] = []
    const note = (name: string): ReturnType<typeof defineMiddleware> =>
      defineMiddleware(async function* (request, next) {
        order.push(`${name} before`)
        const result = yield* next(request)
        order.push(`${name} after`)
        return result
      })
    const composed = compose(spawner, note('outer'), note('inner'))
    const events = await collect(composed.spawnEcho(script('end Done')))
    expect(events.map((event) => event.type)).toContain('process-start')
    expect(order).toEqual(['outer before', 'inner before', 'inner after', 'outer after'])
  })

  it('cancels the runs it made when it is cancelled', async () => {
    const twice = defineMiddleware(async function* (request, next) {
      yield* next({ ...request, prompt: 'end First' })
      return yield* next({ ...request, prompt: 'say Second\nhang' })
    })
    const run = compose(spawner, twice).spawnEcho(script('unused'))
    for await (const event of run) if (event.type === 'message') run.cancel()
    expect(await run).toMatchObject({ outcome: 'cancelled', response: 'Second' })
  })

  it('of a plugin is put around every spawn', async () => {
    const seen: string[] = []
    const plugin = definePlugin({
      name: 'watcher',
      middleware: [
        defineMiddleware(async function* (request, next) {
          seen.push(request.provider)
          return yield* next(request)
        }),
      ],
    })
    const watched = new HeadlessSpawner({ plugins: [echoPlugin, plugin] })
    await watched.spawn('echo', script('end Done'))
    expect(seen).toEqual(['echo'])
  })
})

describe('check', () => {
  it('throws what a spawn would reject with, and makes nothing', () => {
    const cwd = join(directory, 'empty')
    mkdirSync(cwd)
    expect(() => spawner.check({ provider: 'echo', prompt: '', cwd })).toThrow('prompt')
    spawner.check({ provider: 'echo', prompt: 'end', cwd })
    expect(existsSync(cwd) && readdirSync(cwd)).toEqual([])
  })
})
