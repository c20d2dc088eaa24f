import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { examplesOf, type Recordings, runExample } from './example-project.ts'
import { root } from './repository.ts'

const HELLO = 'Hello from the mock\\.'
const CODEX_FAILS: Recordings = { codex: 'codex-0.169.0/codex-retry-401' }

/** Other recordings than the usual ones, for a page whose examples ask for other work. */
const RECORDINGS: Readonly<Record<string, Recordings>> = {
  'plugins/provider-claude/README.md': { claude: 'claude-2.1.330/claude-mode-auto' },
  'plugins/provider-codex/README.md': {
    codex: 'codex-0.169.0/codex-sandbox-workspace-write-inside',
  },
  'plugins/provider-copilot/README.md': {
    copilot: 'copilot-1.0.102/copilot-tool-write-allowtool',
  },
  'plugins/provider-gemini/README.md': { gemini: 'gemini-0.61.0/gemini-tool-write-auto_edit-sj' },
}

/** What each example of a page prints, in their order. */
const PAGES: Readonly<Record<string, readonly RegExp[]>> = {
  'README.md': [/^completed claude-\S+ \d+ [\d.]+\n.*\S/s, /\S+ \d+\n$/],
  'packages/core/README.md': [/auth-login completed\n(.*\n)*0 failed\n$/],
  'docs/models-and-costs.md': [
    /^claude-haiku\nclaude claude-haiku 0\.024 assumed\n(.*\n){2}$/,
    /^\$0\.00, 0 not known\nclaude-\S+ 0\.\d+\n$/,
  ],
  'docs/results.md': [
    /^codex completed null\n$/,
    /^node --version passed 0\ncheck passed null\ncompleted\n$/,
    /^claude-haiku failed 0\.\d+\nclaude-sonnet completed 0\.\d+\n0\.\d+\n$/,
  ],
  'plugins/provider-claude/README.md': [
    /^uses Bash\nThe command finished\.\nclaude-opus-5-5: 854 tokens, \$0\.0014\n$/,
  ],
  'plugins/provider-codex/README.md': [
    /^Completed: command_execution\nCompleted: agent_message\nFile written\.\n874 tokens\n$/,
  ],
  'plugins/provider-copilot/README.md': [
    /^created \S+\/out\.txt\nFinished: wrote the file\.\nclaude-sonnet-4\.6 says so\n$/,
  ],
  'plugins/provider-gemini/README.md': [
    /^changed out\.txt\nFinished: wrote the file\.\ngemini-3\.8-flash: 2109 tokens\n$/,
  ],
  'plugins/provider-cost/README.md': [/^gemini-3\.8-flash: \$0\.\d{6} \(estimated\)\n$/],
  'docs/orchestration-patterns.md': [
    /^claude completed\ngemini completed\ncodex completed\n$/,
    new RegExp(`^Output: ${HELLO}\nTokens: 427\nWarning: .*maxThinkingBudget.*\n$`),
    /^\S.*\n$/s,
    new RegExp(`^${HELLO}\nCompleted: agent_message\n$`),
    /^\S.*\n$/s,
    /^codex with gpt-6\.1-sol: completed\n$/,
    new RegExp(`^claude-haiku\n${HELLO}\n$`),
    new RegExp(`^Delegated task: task-auth-001\ncompleted: ${HELLO}\n$`),
    new RegExp(`^(auth-(login|logout|tests|docs): completed\nOutput: ${HELLO}\n){4}$`),
    new RegExp(`^Final result: ${HELLO}\n$`),
    new RegExp(`^Final result: ${HELLO}\ncodex completed 437\n$`),
    new RegExp(
      `^Status: completed\nOutput: ${HELLO}\nTokens used: 427\n1\n0\n0\nAgent: coder\nResult: ${HELLO}\n$`,
    ),
    /^Total tokens: 854\nTotal cost: \$0\.00, 0 not known\nclaude-\S+: \$0\.\d{4}\nCost by task type:\n( {2}(code-generation|testing): \$0\.\d{4} \(1 tasks, avg \$0\.\d{4}\)\n){2}$/,
    new RegExp(`^${HELLO}\n$`),
    new RegExp(`^Final implementation: ${HELLO}\n$`),
    new RegExp(`^${HELLO}\n2\n$`),
    new RegExp(`^${HELLO}\n$`),
    new RegExp(`^${HELLO}\n$`),
  ],
}

describe.each(Object.entries(PAGES))('%s', (page, outputs) => {
  const examples = examplesOf(page)

  it('has the examples that are run here', () => {
    expect(examples).toHaveLength(outputs.length)
  })

  it.each(examples.map((code, index) => [index + 1, code] as const))(
    'shows in example %i what runs as it stands',
    async (number, code) => {
      expect(await runExample(code, RECORDINGS[page])).toMatch(outputs[number - 1] ?? /^$/)
    },
  )
})

describe('an example of a fallback, when the first agent fails,', () => {
  const examples = examplesOf('docs/orchestration-patterns.md').filter((code) =>
    /fall(ing )?back/i.test(code),
  )

  it.each([
    [0, `^Codex failed: .*401.*\nFalling back to Claude\\.\\.\\.\nFinal result: ${HELLO}\n$`],
    [1, `^Final result: ${HELLO}\ncodex failed null\nclaude completed 427\n$`],
    [2, `^Primary failed: .*401.*\nAttempting fallback\\.\\.\\.\n${HELLO}\n$`],
  ])('lets the second one answer (%i)', async (index, output) => {
    expect(examples).toHaveLength(3)
    expect(await runExample(examples[index] ?? '', CODEX_FAILS)).toMatch(new RegExp(output))
  })
})

it('the examples of all pages are typed as they stand', { timeout: 60_000 }, () => {
  const directory = mkdtempSync(join(root, 'tooling/checks/.examples-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const write = (name: string, text: string): void => writeFileSync(join(directory, name), text)
  write('tsconfig.json', JSON.stringify({ extends: '../../../tsconfig.json', include: ['*.ts'] }))
  for (const page of [...Object.keys(PAGES), 'docs/errors.md']) {
    for (const [index, code] of examplesOf(page).entries()) {
      write(`${page.replaceAll('/', '-')}-${index + 1}.ts`, `${code}\nexport {}\n`)
    }
  }
  const tsc = join(root, 'node_modules/.bin/tsc')
  expect(spawnSync(tsc, ['--noEmit', '-p', directory], { encoding: 'utf8' }).stdout).toBe('')
})
