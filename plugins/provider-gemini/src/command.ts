import { join, relative, resolve } from 'node:path'
import * as kit from '@htmlgraph/core/provider'
import { geminiCli } from './dialect.ts'
import type { GeminiOptions } from './options.ts'

const POLICIES = join(import.meta.dirname, '../policies')
const MEMORY = 'GEMINI.md'
const NO_PLAN = 'approvalMode plan only reads: Gemini CLI plans where trustWorkspace is true.'
const [READ, WRITE, ALL] = kit.ACCESS_LEVELS
const GIVEN = { default: READ, plan: READ, auto_edit: WRITE, yolo: ALL }

/** What these options give by themselves; `null` when they say nothing about it. */
export const grantedAccess = ({ approvalMode }: GeminiOptions): kit.Access | null =>
  approvalMode && GIVEN[approvalMode]

/**
 * How to start Gemini CLI for a request.
 *
 * @throws HG_ACCESS_REFUSED for options that give more than the access, HG_OPTION_INVALID for a contradiction.
 */
export const geminiCommand: kit.Provider<string, GeminiOptions>['command'] = (request, paths) => {
  const { access, cwd, model, options, prompt, resume, sessionId } = request
  const { includeDirectories: given, systemPrompt, trustWorkspace, sandbox } = options
  const listed = { provider: geminiCli.id, cwd, separator: ',' }
  const added = { ...listed, option: 'includeDirectories', given, access, home: paths.home }
  const policies = { ...listed, option: 'policy', given: [join(POLICIES, `${access}.toml`)] }
  kit.assertGranted({ ...listed, by: 'the options', given: grantedAccess(options), access })
  kit.assertOneSession(geminiCli.id, request)
  const isPlainRead = options.approvalMode === 'plan' && !trustWorkspace
  const goesOn = resume ?? (options.continueSession ? 'latest' : null)
  const [home, system] = [join(paths.run, 'home'), join(paths.run, 'system.md')]
  const of = resolve(cwd, paths.env[geminiCli.home] ?? paths.home, geminiCli.directory)
  const sessions = join(of, 'tmp/*/chats', `session-*-${(goesOn ?? sessionId).slice(0, 8)}.jsonl`)
  const path = join(home, geminiCli.directory)
  const changes = { 'settings.json': settingsOfRun(options, relative(path, join(cwd, MEMORY))) }
  return {
    args: kit.toFlags({
      'output-format': 'stream-json',
      // Outside of a trusted folder 0.61.0 knows only `default`; policies count as ever. Recorded 2026-11.
      'approval-mode': options.approvalMode ?? 'default',
      // In the place of the user's own policies, which may still take away where nothing else does.
      policy: [...kit.filePaths(policies), ...(access === ALL ? [join(path, 'policies')] : [])],
      model,
      resume: goesOn,
      'session-id': goesOn === null ? sessionId : null,
      'include-directories': kit.addedDirectories(added),
      sandbox,
    }),
    env: {
      ...geminiCli.held,
      [geminiCli.home]: home,
      [geminiCli.trust]: String(trustWorkspace),
      [geminiCli.systemPrompt]: systemPrompt && system,
      // What a container is told, and shown beside the working directory; the user's settings may ask for one.
      SANDBOX_ENV: `${geminiCli.trust}=${trustWorkspace}`,
      SANDBOX_MOUNTS: `${POLICIES}:${POLICIES}:ro,${paths.run}:${paths.run}:ro`,
    },
    // Gemini CLI takes `/help` for a command of its own; after a line break it is text.
    stdin: prompt.trimStart().startsWith('/') ? `\n${prompt}` : prompt,
    files: systemPrompt === null ? [] : [{ path: system, content: systemPrompt }],
    overlays: [
      // Outside of a trusted folder keys are read from no `.env` but the one of the home directory.
      { path: home, of, changes: {} },
      { path, of, changes, directories: ['tmp', 'history'] },
    ],
    // The id of the latest session is not yet known, nor its file.
    collect: goesOn === 'latest' ? [] : [{ name: 'session', path: sessions }],
    warnings: kit.addedDirectoryWarnings(added).concat(isPlainRead ? [NO_PLAN] : []),
  }
}

/**
 * What is put over the user's settings. The check that ends a run outside of the folders that the user trusts (exit
 * code 55) is off, and the folder counts as not trusted all the same: 0.61.0 then reads none of its settings, hooks,
 * MCP servers, extensions and .env files. Of its GEMINI.md only one that counts as the user's own, whose imports stay
 * in its folder. Recorded 2026-11.
 */
function settingsOfRun(options: GeminiOptions, memory: string): kit.JsonObject {
  const { temperature, maxTurns, trustWorkspace } = options
  const modelConfig = { generateContentConfig: { temperature } }
  const customOverrides = [{ match: { model: 'chat-base' }, modelConfig }]
  return {
    // By default 10, which held a run for 209 s. Three are 15 s; to wait longer is the caller's to decide.
    general: { enableAutoUpdate: false, maxAttempts: 3 },
    security: { folderTrust: { enabled: false } },
    advanced: trustWorkspace ? {} : { ignoreLocalEnv: true },
    context: trustWorkspace ? {} : { fileName: [MEMORY, memory] },
    model: maxTurns === null ? {} : { maxSessionTurns: maxTurns },
    modelConfigs: temperature === null ? {} : { customOverrides },
  }
}
