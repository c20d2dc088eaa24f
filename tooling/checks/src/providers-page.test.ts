import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ACCESS_LEVELS, HeadlessSpawner, isHtmlGraphError, type Provider } from '@htmlgraph/core'
import claude from '@htmlgraph/provider-claude'
import codex from '@htmlgraph/provider-codex'
import copilot from '@htmlgraph/provider-copilot'
import gemini from '@htmlgraph/provider-gemini'
import { createRequest, type RequestInput } from '@htmlgraph/testkit'
import { describe, expect, it } from 'vitest'
import { agentClis } from '../../conformance/clis/index.ts'
import { root } from './repository.ts'

const spawner = new HeadlessSpawner({ plugins: [claude, gemini, codex, copilot] })
/** In the order of the columns. */
const PROVIDERS = ['claude', 'gemini', 'codex', 'copilot'].map((id) => {
  const provider = spawner.registry.providers.get(id)
  if (provider === undefined) throw new Error(`there is no provider ${id}`)
  return provider
})

/** A value for each option of an agent; absent is `true`. */
const VALUES: Readonly<Record<string, unknown>> = {
  approval: 'auto',
  approvalMode: 'auto_edit',
  'sandbox codex': 'workspace-write',
  allowedTools: ['Edit'],
  allowTools: ['write'],
  disallowedTools: ['Grep'],
  denyTools: ['write'],
  addDirs: ['more'],
  includeDirectories: ['more'],
  mcpConfig: { mcpServers: { docs: { type: 'http', url: 'https://example.org' } } },
  effort: 'low',
  reasoningEffort: 'low',
  maxThinkingBudget: 1000,
  temperature: 0.5,
  jsonSchema: { type: 'object' },
  outputSchema: { type: 'object' },
  systemPrompt: 'Be brief.',
  appendSystemPrompt: 'Be brief.',
  developerInstructions: 'Be brief.',
  maxTurns: 3,
  maxBudgetUsd: 1,
  maxAiCredits: 30,
  images: [join(root, 'docs/images/record.png')],
  config: { model_verbosity: 'low' },
}
/** What has to stand beside an option. */
const BESIDE: Readonly<Record<string, RequestInput>> = {
  addDirs: { access: 'workspace-write' },
  allowAllTools: { access: 'full-access' },
  forkSession: { resume: '5d1cf2f6-13a4-4c2e-9b77-0c6b6c0c7a12' },
}
/** What a request has when one of the options of every request is given. */
const COMMON: Readonly<Record<string, RequestInput>> = {
  prompt: { prompt: 'Another prompt' },
  access: { access: 'workspace-write' },
  resume: { resume: '5d1cf2f6-13a4-4c2e-9b77-0c6b6c0c7a12' },
  stream: { stream: true },
  outputJson: { outputJson: true },
  timeoutMs: { timeoutMs: 1 },
  idleTimeoutMs: { idleTimeoutMs: 1 },
  // These never come to a provider: core sets them on the process.
  ...Object.fromEntries(
    ['env', 'signal', 'executable', 'outputDirectory'].map((name) => [name, {}]),
  ),
}

/** What happens: the words of the page. */
type Honour = 'native' | 'emulated' | 'warned' | 'refused'

/** The command of a request, without its warnings; as text, to be compared. */
function commandOf(provider: Provider, input: RequestInput): string {
  const nowhere = join(tmpdir(), 'htmlgraph-nowhere')
  const paths = { run: join(nowhere, 'run'), home: join(nowhere, 'home'), env: {} }
  const { warnings: _, ...command } = provider.command(createRequest(provider, input), paths)
  return JSON.stringify(command)
}

function honourCommon(provider: Provider, name: string): Honour {
  const model = provider.models[0]?.id ?? null
  const input = name === 'model' ? { model } : COMMON[name]
  if (input === undefined) throw new Error(`no value is known for ${name}`)
  if (commandOf(provider, input) !== commandOf(provider, {})) return 'native'
  // The one that core knows to have no effect with a CLI.
  return name === 'stream' && provider.capabilities.stream === false ? 'warned' : 'emulated'
}

function honourOwn(provider: Provider, name: string): Honour {
  const value = VALUES[`${name} ${provider.id}`] ?? VALUES[name] ?? true
  const [options, beside] = [{ [name]: value }, BESIDE[name] ?? {}]
  try {
    spawner.check({ prompt: 'Hi', ...beside, provider: provider.id, options })
  } catch (error) {
    if (isHtmlGraphError(error)) return 'refused'
    throw error
  }
  const isSame = commandOf(provider, { ...beside, options }) === commandOf(provider, beside)
  return isSame ? 'warned' : 'native'
}

interface Row {
  readonly label: string
  readonly cells: readonly string[]
}

function rowsOf(heading: string): Row[] {
  const page = readFileSync(join(root, 'docs/providers.md'), 'utf8')
  const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const lines = section.split('\n').filter((line) => line.startsWith('| '))
  return lines.slice(1).map((line) => {
    const [label = '', ...cells] = line.slice(2, -2).split(' | ')
    return { label, cells }
  })
}

const named = (cell: string): string => /`(\w+)`/.exec(cell)?.[1] ?? ''
const wordOf = (cell: string): string => /^\w+/.exec(cell)?.[0] ?? ''

describe('docs/providers.md', () => {
  const own = rowsOf('Options of one agent')

  it.each(rowsOf('Options of every request'))('says what $label does', ({ label, cells }) => {
    const honoured = PROVIDERS.map((provider) => honourCommon(provider, named(label)))
    expect(honoured).toEqual(cells.map(wordOf))
  })

  it.each(own)('says what becomes of: $label', ({ cells }) => {
    const names = [...new Set(cells.filter((cell) => wordOf(cell) === 'native').map(named))]
    const honoured = cells.map((cell, index) => {
      const provider = PROVIDERS[index] as Provider
      if (wordOf(cell) !== 'refused') return [honourOwn(provider, named(cell))]
      // None of the names by which the others know it.
      const foreign = names.filter((name) => !(name in provider.options.shape))
      return [...new Set(foreign.map((name) => honourOwn(provider, name)))]
    })
    expect(honoured).toEqual(cells.map((cell) => [wordOf(cell)]))
  })

  it.each(PROVIDERS.map((provider, index) => [provider.id, provider, index] as const))(
    'names every option of %s',
    (_id, provider, index) => {
      const told = own.map(({ cells }) => named(cells[index] ?? '')).filter((name) => name !== '')
      expect(told.sort()).toEqual(Object.keys(provider.options.shape).sort())
    },
  )

  it('says with which access each agent edits and runs commands', () => {
    const rows = rowsOf('What each access permits')
    expect(rows.map(({ label }) => named(label.replaceAll('-', '_')))).toEqual(
      ACCESS_LEVELS.map((access) => access.replaceAll('-', '_')),
    )
    for (const [index, provider] of PROVIDERS.entries()) {
      const told = rows.map(({ cells }) => cells[index] ?? '')
      const facts = agentClis.find(({ id }) => id === provider.id)?.facts
      const runs = told.map((cell) => cell.includes('; commands'))
      const from = ACCESS_LEVELS.indexOf(facts?.commandsFrom ?? 'full-access')
      expect(runs, provider.id).toEqual(ACCESS_LEVELS.map((_, level) => level >= from))
      expect(told.map(wordOf), provider.id).toEqual(['reads', 'edits', 'edits'])
      const commands = ACCESS_LEVELS.map((access) => commandOf(provider, { access }))
      expect(new Set(commands).size, provider.id).toBe(ACCESS_LEVELS.length)
    }
  })
})

it.each(PROVIDERS.map((provider) => [provider.id, provider] as const))(
  'the README of provider-%s names every option and every variable',
  (id, { options, environment }) => {
    const readme = readFileSync(join(root, `plugins/provider-${id}/README.md`), 'utf8')
    const names = [...Object.keys(options.shape), ...environment]
    // One prefix of ten names is written once.
    const told = names.map((name) => name.replace('COPILOT_PROVIDER_', ''))
    expect(told.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  },
)
