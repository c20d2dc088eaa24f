import type {
  DiscoveredProviders,
  Plugin,
  Provider,
  Run,
  SpawnInput,
  SpawnRequest,
} from '../contract/index.ts'

/** Providers by their ids. */
export type ProviderMap = Readonly<Record<string, Provider>>

/** The providers of a list of plugins, by their ids. */
export type ProvidersOf<Plugins extends readonly Plugin[]> = {
  readonly [P in Plugins[number]['providers'][number] as P['id']]: P
}

/** The providers that declaration merging made known. */
export type Discovered = { readonly [Id in keyof DiscoveredProviders]: DiscoveredProviders[Id] }

/** What a caller gives to a provider: the common options and its own, in one flat object. */
export type InputOf<P> =
  P extends Provider<string, infer _Options, infer Input, infer _Raw> ? SpawnInput & Input : never

/** The CLI's own JSON events. */
export type RawOf<P> = P extends { readonly rawEvent?: infer Raw }
  ? Exclude<Raw, undefined>
  : unknown

/** Input for a provider that is only known at run time. */
export type LooseInput = SpawnInput & Readonly<Record<string, unknown>>

type PascalCase<Id extends string> = Id extends `${infer Head}-${infer Rest}`
  ? `${Capitalize<Head>}${PascalCase<Rest>}`
  : Capitalize<Id>

type KnownId<Providers> = {
  [Id in keyof Providers]: string extends Id ? never : Id
}[keyof Providers] &
  string

/** `spawnAcme`, `spawnMyAgent`, …: one typed method a provider. */
export type SpawnMethods<Providers> = {
  readonly [Id in KnownId<Providers> as `spawn${PascalCase<Id>}`]: (
    input: InputOf<Providers[Id]>,
  ) => Run<RawOf<Providers[Id]>>
}

/** The calls that take the provider as a value. */
export interface SpawnCalls<Providers> {
  /** Starts a run of the provider with this id; typed when the id is a literal that is known. */
  spawn<const Id extends string>(
    id: Id,
    input: Id extends KnownId<Providers> ? InputOf<Providers[Id]> : LooseInput,
  ): Run<Id extends KnownId<Providers> ? RawOf<Providers[Id]> : unknown>
  /** Starts a run from a whole request: the form that middlewares pass on. */
  spawn(request: SpawnRequest): Run
}
