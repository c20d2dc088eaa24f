/** An option of a command. */
export interface OptionSpec {
  readonly type: 'string' | 'boolean'
  /** May be given several times. @default false */
  readonly multiple?: boolean
  /** How `--help` names the value: `<seconds>`. */
  readonly value?: string
  readonly summary: string
}

/** An option with a value. */
export interface TextOption extends OptionSpec {
  readonly type: 'string'
  readonly multiple?: false
}

/** An option with a value that may be given several times. */
export interface ListOption extends OptionSpec {
  readonly type: 'string'
  readonly multiple: true
}

/** An option that is given or not. */
export interface FlagOption extends OptionSpec {
  readonly type: 'boolean'
}

/** The options of a command, by name. */
export type OptionSpecs = Readonly<Record<string, OptionSpec>>

type ValueOf<Spec extends OptionSpec> = Spec['type'] extends 'boolean'
  ? boolean
  : Spec['multiple'] extends true
    ? readonly string[]
    : string | undefined

/** What the options came to: flags are `false` and lists empty when they were not given. */
export type OptionValues<Specs extends OptionSpecs> = {
  readonly [Name in keyof Specs]: ValueOf<Specs[Name]>
}
