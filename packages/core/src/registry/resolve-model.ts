import { HtmlGraphError, type ModelSpec, type Provider } from '../contract/index.ts'

/** What a requested model came to. */
export interface ResolvedModel {
  /** The name to give to the CLI; `null` lets it choose. */
  readonly name: string | null
  /** What the provider knows of it; `null` when it knows nothing. */
  readonly spec: ModelSpec | null
  readonly warnings: readonly string[]
}

/** Safe as a command-line argument: it never begins with a dash and holds no space or quote. */
const MODEL_NAME = /^[A-Za-z0-9][\w.:/@[\]-]{0,99}$/

/**
 * Turns the name a caller wrote into the name the CLI takes.
 *
 * Ids and the CLI's own aliases stay as they are, logical names are replaced, a retired model gives
 * way to its successor with a warning. An unknown name is passed on: model lists age, CLIs know better.
 *
 * @throws HG_OPTION_INVALID when an unknown name could not be a model's.
 */
export function resolveModel(provider: Provider, requested: string | null): ResolvedModel {
  return resolveName(provider, requested, new Set())
}

function resolveName(
  provider: Provider,
  requested: string | null,
  seen: Set<ModelSpec>,
): ResolvedModel {
  if (requested === null) return { name: null, spec: null, warnings: [] }
  const spec = findSpec(provider.models, requested)
  if (spec === null) {
    return { name: checkModelName(provider, requested), spec: null, warnings: [] }
  }
  const warnings = statusWarnings(provider, requested, spec)
  const isReplaced = spec.status === 'retired' && spec.successor !== undefined && !seen.has(spec)
  if (!isReplaced) return { name: nameFor(spec, requested), spec, warnings }
  const successor = resolveName(provider, spec.successor, seen.add(spec))
  return { ...successor, warnings: [...warnings, ...successor.warnings] }
}

function findSpec(models: readonly ModelSpec[], name: string): ModelSpec | null {
  return (
    models.find((spec) => spec.id === name) ??
    models.find((spec) => spec.aliases?.includes(name)) ??
    models.find((spec) => spec.logicalNames?.includes(name)) ??
    null
  )
}

function nameFor(spec: ModelSpec, requested: string): string {
  const isUnderstood = requested === spec.id || spec.aliases?.includes(requested)
  return isUnderstood ? requested : (spec.aliases?.[0] ?? spec.id)
}

function statusWarnings(provider: Provider, requested: string, spec: ModelSpec): string[] {
  const model = `${provider.id}: model "${requested}"`
  const { retiresOn, successor } = spec
  if (spec.status === 'retired') {
    const since = retiresOn === undefined ? 'is retired' : `was retired on ${retiresOn}`
    return [
      `${model} ${since}; ${successor ? `"${successor}" takes its place` : 'it may not run'}.`,
    ]
  }
  if (spec.status === 'deprecated') {
    const until =
      retiresOn === undefined ? 'is deprecated' : `is deprecated and ends on ${retiresOn}`
    return [`${model} ${until}${successor ? `; its successor is "${successor}"` : ''}.`]
  }
  return []
}

function checkModelName(provider: Provider, requested: string): string {
  if (typeof requested === 'string' && MODEL_NAME.test(requested)) return requested
  throw new HtmlGraphError({
    code: 'HG_OPTION_INVALID',
    message: `${provider.id}: model is ${JSON.stringify(requested)}; expected a model name of at most 100 letters, digits and . : / @ _ - [ ], beginning with a letter or digit.`,
    hint: `Known models: ${provider.models.map((spec) => spec.aliases?.[0] ?? spec.id).join(', ')}.`,
    details: { option: 'model', value: requested },
  })
}
