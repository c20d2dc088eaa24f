import type { z } from 'zod'
import type { Access } from './access.ts'
import type { Denial } from './agent-result.ts'
import type { Collected } from './collected.ts'
import type { Command, RunPaths } from './command.ts'
import type { Capabilities, ModelSpec } from './model-spec.ts'
import type { RunFailure } from './run-error.ts'
import type { ProviderEvent } from './run-event.ts'
import type { RunRequest } from './run-request.ts'
import type { Billing, ModelUsage } from './usage.ts'

/** Where the CLI is and how to get it. */
export interface ExecutableSpec {
  /** The command's name on PATH. */
  readonly command: string
  /** Variable that names another path. @default `HTMLGRAPH_<ID>_EXECUTABLE` */
  readonly env?: string | undefined
  /** The real program behind a launcher, given the launcher's real path; `null` to run what was found. */
  readonly native?: ((path: string) => string | null) | undefined
  /** One line that installs it, for people. */
  readonly install: string
  /** Arguments that print the version. @default ['--version'] */
  readonly versionArgs?: readonly string[] | undefined
  readonly minVersion: string
  /** The versions it was tried against. */
  readonly testedVersions: readonly string[]
}

/** How the process ended. */
export interface RunExit {
  readonly exitCode: number | null
  readonly signal: string | null
  readonly stderrTail: string
}

/** What a provider adds when all is over. Absent: what the events said stands. */
export interface Finish {
  /** Why the run failed; asked for when there was no `end` event, and may correct one. */
  readonly failure?: RunFailure | null | undefined
  readonly usage?: readonly ModelUsage[] | undefined
  readonly model?: string | null | undefined
  /** The session, where no event named it. */
  readonly sessionId?: string | null | undefined
  /** The answer, where the CLI wrote it down better than its events tell it; takes the place of theirs. */
  readonly response?: string | undefined
  readonly billing?: Billing | undefined
  readonly warnings?: readonly string[] | undefined
  /** Denials that no event told; take the place of those that events did. */
  readonly denials?: readonly Denial[] | undefined
  /** That the agent had begun to act, where no event told. */
  readonly hasWorkStarted?: boolean | undefined
  /** Structured output found outside the events; takes the place of the `end` event's. */
  readonly structured?: unknown
}

/** A zod object schema of a provider's own options. */
export type OptionsSchema<Options extends object, Input extends object> = z.ZodType<
  Options,
  Input
> & { readonly shape: Readonly<Record<string, unknown>> }

/**
 * Drives one CLI. A plain frozen object from `defineProvider`; every member is pure.
 *
 * @typeParam Id The provider's id.
 * @typeParam Options Its own options, completed.
 * @typeParam Input Its own options as a caller writes them.
 * @typeParam Raw The CLI's own JSON events.
 */
export interface Provider<
  Id extends string = string,
  // biome-ignore lint/suspicious/noExplicitAny: a provider of any options must fit; `object` would refuse each.
  Options extends object = any,
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  Input extends object = any,
  Raw = unknown,
> {
  /** Lower-case words joined by dashes: `acme`, `my-agent`. */
  readonly id: Id
  readonly executable: ExecutableSpec
  readonly models: readonly ModelSpec[]
  readonly capabilities: Capabilities
  /** The variables its child may receive, beside the base list. Values of those that look like keys are redacted. */
  readonly environment: readonly string[]
  /** The API hosts its CLI talks to by default, for `htmlgraph doctor --network`. @default [] */
  readonly hosts?: readonly string[] | undefined
  /** Files under the home directory that show a login. @default [] */
  readonly loginFiles?: readonly string[] | undefined
  readonly options: OptionsSchema<Options, Input>
  /** The access these options give; `null` when they say nothing about it. */
  access(options: Readonly<Options>): Access | null
  /** The JSON schema that the answer must fit; `null` or absent when these options ask for none. Core checks it. */
  outputSchema?(options: Readonly<Options>): Readonly<Record<string, unknown>> | null
  /** How to start the CLI. @throws HtmlGraphError for options that cannot be honoured. */
  command(request: RunRequest<Options>, paths: RunPaths): Command
  /** Lines of standard output to events. Unknown or broken lines become `raw`, never a throw. */
  parse(lines: AsyncIterable<string>, request: RunRequest<Options>): AsyncIterable<ProviderEvent>
  /** What the exit and the collected say beyond the events. */
  finish(exit: RunExit, collected: Collected, request: RunRequest<Options>): Finish
  /** Never present at run time; carries the type of `rawOutput`. */
  readonly rawEvent?: Raw | undefined
}
