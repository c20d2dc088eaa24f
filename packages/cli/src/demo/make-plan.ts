import type { HeadlessSpawner } from '@htmlgraph/core'
import { inspectAgent } from '../agents/inspect-agent.ts'
import type { CommandContext } from '../command.ts'
import { askForLive } from './ask-for-live.ts'
import type { DemoPlan } from './demo-task.ts'
import { planLive } from './plan-live.ts'
import { planOffline } from './plan-offline.ts'

/** What kind of demo is asked for. */
export interface DemoChoice {
  readonly isLive: boolean
  /** Whether real agents were agreed to on the command line. */
  readonly isConfirmed: boolean
  readonly isQuiet: boolean
}

/** Finds the tasks of the demo; `null` when there is nothing to run, and why has been said. */
export async function makePlan(
  choice: DemoChoice,
  { registry }: HeadlessSpawner,
  context: CommandContext,
): Promise<DemoPlan | null> {
  const providers = [...registry.providers.values()]
  if (choice.isLive) {
    const agents = await Promise.all(providers.map((provider) => inspectAgent(provider, context)))
    const chosen = await askForLive(agents, { isConfirmed: choice.isConfirmed, context })
    return chosen.length === 0 ? null : planLive(chosen, context.cwd)
  }
  const plan = planOffline(providers.map(({ id }) => id))
  const isEmpty = plan.tasks.length === 0
  if (isEmpty || !choice.isQuiet) context.terminal.note(isEmpty ? NO_RECORDINGS : OFFLINE_NOTICE)
  return isEmpty ? null : plan
}

const OFFLINE_NOTICE =
  'Offline agents: each is a real process that replays a recorded session of the real CLI. ' +
  'No account, no key, no cost.\n'

const NO_RECORDINGS =
  'The demo needs a provider that it has recordings for, and none is registered here.\n' +
  'Run `npm install @htmlgraph/provider-claude` in this project. `htmlgraph doctor` says more.'
