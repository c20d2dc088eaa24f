import { defineModels, WHOLE_OUTPUT } from '@htmlgraph/core/provider'
import table from './models.json' with { type: 'json' }

/** What sets Gemini CLI apart from CLIs that grew out of it, as `agy` did: one of them is another such value. */
export const geminiCli = {
  id: 'gemini',
  name: 'Gemini CLI',
  command: 'gemini',
  install: 'npm install --global @google/gemini-cli',
  hosts: ['generativelanguage.googleapis.com'],
  // The catalogue inside 0.61.0, 2026-11. Its aliases `auto`, `auto-gemini-3` and `auto-gemini-2.5` ask a router first,
  // as it does when no model is given. It takes any name; only the API refuses.
  models: defineModels(table),
  /** Where it keeps settings, logins and sessions, in the home directory or in what the variable names instead. */
  directory: '.gemini',
  home: 'GEMINI_CLI_HOME',
  trust: 'GEMINI_CLI_TRUST_WORKSPACE',
  systemPrompt: 'GEMINI_SYSTEM_MD',
  // 0.61.0, recorded 2026-11. Its launcher ignores SIGTERM; with a screen and no login it offers to open a browser, and
  // reads the prompt as the answer; and it exits with 0 while its reader is behind, so that the result is lost.
  held: { GEMINI_CLI_NO_RELAUNCH: 'true', NO_BROWSER: 'true', NODE_OPTIONS: WHOLE_OUTPUT },
} as const
