import type { Command } from './command.ts'
import { check } from './commands/check.ts'
import { cost } from './commands/cost.ts'
import { delegate } from './commands/delegate.ts'
import { demo } from './commands/demo.ts'
import { doctor } from './commands/doctor.ts'
import { init } from './commands/init.ts'
import { list } from './commands/list.ts'
import { models } from './commands/models.ts'
import { rate } from './commands/rate.ts'
import { reindex } from './commands/reindex.ts'
import { results } from './commands/results.ts'
import { select } from './commands/select.ts'
import { show } from './commands/show.ts'
import { spawn } from './commands/spawn.ts'

/** Every command, in the order of the help. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  demo,
  init,
  doctor,
  spawn,
  delegate,
  list,
  show,
  results,
  rate,
  cost,
  models,
  select,
  check,
  reindex,
}
