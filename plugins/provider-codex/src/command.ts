import { join, resolve } from 'node:path'
import * as kit from '@htmlgraph/core/provider'
import type { CodexOptions, CodexRequest } from './options.ts'
import settings from './settings.json' with { type: 'json' }

type Places = { readonly home: string; readonly run: string; readonly codexHome: string }

const HARMLESS = new RegExp(`^(${settings.harmless.join('|')})$`)
const OURS = new RegExp(`^(${settings.ours.join('|')})`)

/** What the sandbox gives; `null` when the options name none. */
function sandboxAccess({ sandbox, fullAuto }: CodexOptions): kit.Access | null {
  if (fullAuto && (sandbox ?? 'workspace-write') !== 'workspace-write') {
    const expected = `false beside the sandbox ${sandbox}`
    throw kit.optionError({ provider: 'codex', option: 'fullAuto', received: true, expected })
  }
  if (sandbox === 'danger-full-access') return 'full-access'
  return fullAuto ? 'workspace-write' : sandbox
}

/** The settings in `config` that could start a program, write a file or open the sandbox. */
function mightySettings({ config }: CodexOptions): readonly string[] {
  return Object.keys(kit.flattenSettings(config)).filter((name) => !HARMLESS.test(name))
}

/** The access these options give. Settings that need full access never imply it: the caller's word decides. */
export function codexAccess(options: CodexOptions): kit.Access | null {
  const given = sandboxAccess(options)
  return given !== 'full-access' && mightySettings(options).length > 0 ? null : given
}

/**
 * How to start Codex for a request.
 *
 * @throws HG_ACCESS_REFUSED when `config` or `addDirs` give more than the request's access.
 * @throws HG_OPTION_INVALID when options contradict each other or cannot be used.
 */
export function codexCommand(request: CodexRequest, paths: kit.RunPaths): kit.Command {
  const { cwd, model, options, prompt, resume } = request
  kit.assertOneSession('codex', request)
  assertGranted(request)
  const access = sandboxAccess(options) ?? request.access
  const shared = { provider: 'codex', cwd, home: paths.home, access }
  const added = { ...shared, option: 'addDirs', given: options.addDirs }
  const images = { ...shared, option: 'images', given: options.images, separator: ',' }
  const codexHome = resolve(cwd, paths.env.CODEX_HOME ?? join(paths.home, '.codex'))
  const rollout = join(codexHome, 'sessions/*/*/*/rollout-*-{sessionId}.jsonl')
  const schema = kit.toFileFlags({ 'output-schema': options.outputSchema }, paths)
  return {
    args: [
      ...['exec', '--json', '--skip-git-repo-check', ...schema.flags],
      ...kit.toFlags({ model, image: kit.filePaths(images) }),
      // Of two settings of one name the later counts.
      ...kit.tomlFlags('-c', kit.flattenSettings(options.config)),
      ...kit.tomlFlags('-c', { model_reasoning_effort: options.reasoningEffort }),
      ...kit.tomlFlags('-c', { developer_instructions: options.developerInstructions }),
      ...accessFlags(added, { home: paths.home, run: paths.run, codexHome }),
      ...(options.continueSession ? ['resume', '--last'] : []),
      ...(resume === null ? [] : ['resume', '--', resume]),
      '-',
    ],
    stdin: prompt,
    files: schema.files,
    collect: [{ name: 'rollout', path: rollout }],
    warnings: kit.addedDirectoryWarnings(added),
  }
}

function assertGranted({ access, options }: CodexRequest): void {
  const mighty = mightySettings(options)
  const by = `the settings in config (${mighty.join(', ')})`
  kit.assertGranted({ provider: 'codex', by, given: mighty[0] ? 'full-access' : null, access })
  const received = mighty.find((name) => OURS.test(name))
  const expected = 'settings that no option and no access stands for'
  if (received) throw kit.optionError({ provider: 'codex', option: 'config', received, expected })
}

/**
 * What holds a run, as recorded with codex 0.169 in 2026-11. Below full access a permission profile, since `--sandbox`
 * lets secrets be read; without the user's settings and rules, which start programs and let commands out of it.
 */
function accessFlags(added: kit.AddedDirectories, places: Places): string[] {
  const { access } = added
  const isHeld = access !== 'full-access'
  // Without the user's settings the repository is not trusted: its `.codex`, which could do as much, is not read.
  const own = { ...settings.always, ...(isHeld && settings.held), ...settings[access] }
  // Instead of the shared temporary directories a run that writes has its own.
  const writable = access === 'workspace-write' ? [places.run, ...kit.addedDirectories(added)] : []
  return [
    ...(isHeld ? ['--ignore-user-config', '--ignore-rules'] : ['--sandbox=danger-full-access']),
    ...kit.toFlags({ 'add-dir': writable }),
    ...kit.tomlFlags('-c', kit.fillIn(own, places)),
  ]
}
