import type { Command } from './command.ts'

/** A command before it is loaded: enough for the list in `--help`. */
export interface CommandEntry {
  readonly summary: string
  load(): Promise<Command>
}

/** Every command. Each is loaded only when it is asked for, so that none slows down the others. */
export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  demo: {
    summary: 'see it work: four and more tasks in parallel, offline and free',
    load: async () => (await import('./commands/demo.ts')).demo,
  },
  init: {
    summary: 'set up this project',
    load: async () => (await import('./commands/init.ts')).init,
  },
  doctor: {
    summary: 'say which agents are ready, and what to do about the others',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
  spawn: {
    summary: 'run an agent once and print its answer; keeps no record',
    load: async () => (await import('./commands/spawn.ts')).spawn,
  },
  delegate: {
    summary: 'delegate a task to an agent and keep its record',
    load: async () => (await import('./commands/delegate.ts')).delegate,
  },
  list: {
    summary: 'list the delegated tasks',
    load: async () => (await import('./commands/list.ts')).list,
  },
  show: {
    summary: 'show all that is known of a task',
    load: async () => (await import('./commands/show.ts')).show,
  },
  results: {
    summary: 'print what a task yielded',
    load: async () => (await import('./commands/results.ts')).results,
  },
}
