import { expect } from 'vitest'
import type { ConformanceCase } from './conformance-case.ts'

/** What any program may have, whoever its provider is. */
const BASE_VARIABLES = [
  ...['HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'TZ', 'TERM', 'PATH'],
  ...['TMPDIR', 'TEMP', 'TMP', 'HTMLGRAPH_RUN_MARK'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY'],
  ...['http_proxy', 'https_proxy', 'no_proxy', 'all_proxy'],
  ...['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'LC_ALL', 'XDG_CONFIG_HOME'],
]

/** What the shell that starts a fake executable, or the system, adds by itself. */
const ADDED_VARIABLES = ['PWD', 'OLDPWD', 'SHLVL', '_', '__CF_USER_TEXT_ENCODING']

/** Keys of others, what changes how programs are loaded, and what tells where the orchestrator can be reached. */
const FOREIGN_VARIABLES = [
  ...['OTHER_API_KEY', 'AWS_SECRET_ACCESS_KEY', 'NPM_TOKEN', 'DATABASE_URL', 'GH_TOKEN'],
  ...['ANTHROPIC_API_KEY', 'OPENAI_API_KEY', 'GEMINI_API_KEY', 'SSH_AUTH_SOCK'],
  ...['NODE_OPTIONS', 'LD_PRELOAD', 'PYTHONPATH', 'BASH_ENV', 'GIT_DIR', 'npm_config_registry'],
  ...['CLAUDECODE', 'CI', 'HTMLGRAPH_TOKEN', 'HTMLGRAPH_PORT', 'path', 'Home'],
]

/** What the process is given, and what is kept of its events. */
export const processCases: readonly ConformanceCase[] = [
  {
    name: 'environment-allowed',
    title: 'gives its child the variables it lists, what every program needs, and nothing else',
    async run(subject) {
      const own = subject.provider.environment
      const names = [...BASE_VARIABLES, ...FOREIGN_VARIABLES, ...own].filter(
        (name) => !['PATH', 'HOME', 'NODE_OPTIONS', 'LD_PRELOAD'].includes(name),
      )
      const given = Object.fromEntries(names.map((name) => [name, 'from-the-suite']))
      const variables = { ...given, NODE_OPTIONS: '--no-warnings', LD_PRELOAD: '/no/such/library' }
      const cli = subject.replay(subject.sample())
      await subject.spawn({ executable: cli.path }, variables)
      const received = cli.invocations()[0]?.environment ?? []
      const { env = {} } = subject.provider.command(subject.request(), subject.paths)
      const set = Object.keys(env).filter((name) => env[name] !== null)
      expect(received).toEqual(expect.arrayContaining(own.filter((name) => env[name] !== null)))
      const allowed = [...BASE_VARIABLES, ...ADDED_VARIABLES, ...own, ...set]
      const foreign = received.filter((name) => !allowed.includes(name))
      expect(foreign, 'variables that nobody listed').toEqual([])
    },
  },
  {
    name: 'raw-output',
    title: 'keeps the events of the CLI when they are asked for, and only then',
    async run(subject) {
      const cli = subject.replay(subject.sample())
      const plain = await subject.spawn({ executable: cli.path })
      const asked = await subject.spawn({ executable: cli.path, outputJson: true })
      expect(plain.rawOutput).toEqual([])
      expect(asked.rawOutput).not.toEqual([])
    },
  },
]
