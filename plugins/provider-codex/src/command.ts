import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  addedDirectoryWarnings,
  assertOneSession,
  type Command,
  optionError,
  type RunPaths,
  type RunRequest,
  toFlags,
} from '@htmlgraph/core/provider'
import { accessFlags, codexHome, writableDirectories } from './access.ts'
import { listSettings, type Setting, settingFlags } from './config.ts'
import type { CodexOptions } from './options.ts'

/** Not for a run that nobody watches, whatever its access: codex 0.169, recorded 2026-11. */
const OFF = [
  // Its exit waits five seconds for a server that cannot be reached.
  'analytics.enabled',
  'check_for_update_on_startup',
  // Their work and their tokens are told nowhere in the stream.
  ...['agents.enabled', 'features.multi_agent_v2'],
  // A refused connection is tried again for ever; the other retries last 27 seconds at the most.
  'features.unbounded_connection_retries',
  // Writes the environment, keys and all, into a file that everybody may read.
  'features.shell_snapshot',
  // A skill of the repository may ask for MCP servers.
  'features.skill_mcp_dependency_install',
]

/**
 * How to start Codex for a request.
 *
 * @throws HG_ACCESS_REFUSED when `config` or `addDirs` give more than the request's access.
 * @throws HG_OPTION_INVALID when options contradict each other or cannot be used.
 */
export function codexCommand(request: RunRequest<CodexOptions>, paths: RunPaths): Command {
  const { cwd, model, options, prompt, resume } = request
  const { outputSchema, images } = options
  assertOneSession('codex', request)
  const schema = { path: join(paths.run, 'schema.json'), content: JSON.stringify(outputSchema) }
  const rollout = ['sessions', '*', '*', '*', 'rollout-*-{sessionId}.jsonl']
  return {
    args: [
      ...['exec', '--json', '--skip-git-repo-check'],
      ...toFlags({ model, image: images.map((path) => imagePath(path, cwd)) }),
      ...toFlags({ 'output-schema': outputSchema && schema.path }),
      ...settingFlags([...listSettings(options.config), ...ownSettings(request)]),
      ...accessFlags(request, paths),
      ...(options.continueSession ? ['resume', '--last'] : []),
      ...(resume === null ? [] : ['resume', '--', resume]),
      '-',
    ],
    stdin: prompt,
    files: outputSchema === null ? [] : [schema],
    collect: [{ name: 'rollout', path: join(codexHome(request, paths), ...rollout) }],
    warnings: addedDirectoryWarnings(writableDirectories(request, paths)),
  }
}

function ownSettings({ cwd, options }: RunRequest<CodexOptions>): Setting[] {
  const { reasoningEffort, developerInstructions } = options
  const own: Setting[] = [
    ...OFF.map((name): Setting => [name, false]),
    // Its `.codex` could start MCP servers and let commands out of the sandbox, if the user ever trusted it.
    ['projects', { [cwd]: { trust_level: 'untrusted' } }],
    ['model_reasoning_effort', reasoningEffort],
    ['developer_instructions', developerInstructions],
  ]
  return own.filter(([, value]) => value !== null)
}

/** Codex 0.169 leaves out an image that is not there without a word, and splits a path at its commas. */
function imagePath(image: string, cwd: string): string {
  const path = resolve(cwd, image)
  if (!path.includes(',') && existsSync(path)) return path
  const expected = 'the path of a file, without a comma'
  throw optionError({ provider: 'codex', option: 'images', received: image, expected })
}
