import type { AgentCli } from '../src/agent-cli.ts'
import { claude } from './claude.ts'
import { codex } from './codex.ts'
import { copilot } from './copilot.ts'
import { gemini } from './gemini.ts'

/** The real CLIs under test: those that have a provider. */
export const agentClis: readonly AgentCli[] = [claude, codex, gemini, copilot].filter(
  ({ plugin }) => plugin.providers.length > 0,
)
