import type { Access, CostBasis, Plugin } from '@htmlgraph/core'
import type {
  AnswerTurn,
  ApiErrorTurn,
  Dialect,
  ScriptedUsage,
} from '@htmlgraph/testkit/model-server'
import type { CaseInput } from './case-context.ts'
import type { Judged } from './check.ts'
import type { Fault } from './expected-verdict.ts'
import type { Workspace } from './workspace.ts'

/** A real CLI: how to get it, how to run it offline, and what of it cases must know. */
export interface AgentCli {
  /** The id of its provider. */
  readonly id: string
  readonly name: string
  readonly package: CliPackage
  readonly plugin: Plugin
  /** How the API it talks to looks on the wire. */
  readonly dialect: Dialect
  /** The dummy key, and the variable that it is given in. */
  readonly key: { readonly variable: string; readonly value: string }
  /** The variables without which it has no way to a model. @default the key's, emptied */
  readonly withoutKey?: Readonly<Record<string, string>> | undefined
  /** The other variables, and files in the home directory, that make it talk to the model server and to nothing else. */
  environment(place: CliPlace): Readonly<Record<string, string>>
  /** What every run is given unless the case says otherwise. */
  readonly input: CaseInput
  /** As `input`, where it depends on the place. */
  inputAt?(place: CliPlace): CaseInput
  /** Full access, also for root. */
  readonly fullAccess: CaseInput
  readonly turns: CliTurns
  readonly facts: CliFacts
  /** Fails a case whose run needs a program that is missing: left out, it would look like one that holds. */
  requireFor?(input: CaseInput): void
}

/** Where the CLI comes from. */
export interface CliPackage {
  /** On npm. */
  readonly name: string
  /** The version the cases were written with. */
  readonly version: string
  /** The program, from the folder it was installed in. @default `node_modules/.bin/<id>` */
  readonly program?: string | undefined
  /** Leave out the optional dependencies. @default false */
  readonly omitsOptional?: boolean | undefined
}

/** A CLI that is there. */
export interface InstalledCli {
  readonly cli: AgentCli
  /** The path of the program, as a user has it on PATH. */
  readonly executable: string
  /** A folder that all runs may share, for what a CLI unpacks at its first start. */
  readonly cache: string
}

/** Where one run takes place. */
export interface CliPlace {
  readonly workspace: Workspace
  /** Of the model server, without a path. */
  readonly url: string
  /** See {@link InstalledCli.cache}. */
  readonly cache: string
}

/** What the model asks for, in the words of the CLI's own tools. */
export interface CliTurns {
  /** A shell command that may take minutes. */
  runs(command: string): AnswerTurn
  writes(path: string, content?: string): AnswerTurn
  edits(path: string, before: string, after: string): AnswerTurn
  reads(path: string): AnswerTurn
  /** A task for a subagent whose conversation opens with this prompt; absent where there are none. */
  delegates?(prompt: string): AnswerTurn
}

/** Where the CLIs rightly differ. */
export interface CliFacts {
  /** The id of the model that answers when nobody names one. */
  readonly model: RegExp
  /** A model that can be asked for: its name, and the id that the API is asked for. */
  readonly otherModel: { readonly name: string; readonly id: RegExp }
  /** Tokens of one answer in all the buckets that the CLI tells of. */
  readonly usage: ScriptedUsage
  readonly costBasis: CostBasis
  /** Whether pieces of an answer are told while it is written. */
  readonly streams: boolean
  /** Whether it shows what the model thinks. */
  readonly showsReasoning: boolean
  /** Whether its events tell that it tries again. */
  readonly tellsRetries: boolean
  /** Whether a session goes on from another directory. */
  readonly resumesAnywhere: boolean
  /** Whether its events tell which files it changed. */
  readonly tellsFileChanges: boolean
  /** The name by which its events tell of a shell command. */
  readonly commandTool: string
  /** The least access with which any command runs unattended. */
  readonly commandsFrom: Access
  /** Whether its tools for files never leave the workspace, whatever the access. @default false */
  readonly filesStayInside?: boolean | undefined
  /** Whether it runs no command that holds `$(…)`, whatever the access. @default false */
  readonly refusesSubstitution?: boolean | undefined
  /** The access with which commands do not see the CLI's own key. */
  readonly hidesKeyWith: readonly Access[]
  /** Whether what `read-only` forbids is told as denied; where it is not, the deeds alone are judged. */
  readonly tellsDenied: { readonly write: boolean; readonly command: boolean }
  /** The file of the repository that tells agents what to do; absent where none is read. */
  readonly instructions?: string | undefined
  /** What the CLI keeps below the home directory for itself. */
  readonly ownFiles: readonly string[]
  /** How its API words what has no status of its own. */
  readonly wording: Readonly<Record<'context-length' | 'quota' | 'no-model', ApiErrorTurn>>
  /** Verdicts that differ from those of the other CLIs; each with its reason in a comment. */
  readonly verdicts: Readonly<Partial<Record<Fault, Judged>>>
}
