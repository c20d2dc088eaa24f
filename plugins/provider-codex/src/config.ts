import { type JsonObject, optionError, readObject } from '@htmlgraph/core/provider'

/** One setting: its dotted name and its value. */
export type Setting = readonly [name: string, value: unknown]

/** Settings that start no program, write no file and open no sandbox. All others need full access. */
const HARMLESS = [
  /^(model|review_model|model_provider|model_(context_window|verbosity|auto_compact_\w+|reasoning_\w+))$/,
  /^model_providers\.[\w-]+\.(name|base_url|wire_api|(env_|query_|http_)\w+(\.[\w-]+)?|\w+_max_retries)$/,
  /^model_providers\.[\w-]+\.(stream_idle_timeout_ms|requires_openai_auth|supports_websockets)$/,
  /^(openai_base_url|chatgpt_base_url|oss_provider|service_tier|personality|web_search|compact_prompt)$/,
  /^(tools\.web_search(\..+)?|(hide|show_raw)_agent_reasoning|project_doc_\w+|tool_output_token_limit)$/,
  /^(cli_auth_credentials_store|forced_login_method|forced_chatgpt_workspace_id)$/,
]

/** The settings of a caller, one each, however they were nested. */
export function listSettings(config: JsonObject | null, prefix = ''): readonly Setting[] {
  return Object.entries(config ?? {}).flatMap(([key, value]) => {
    const name = `${prefix}${key}`
    const inner = readObject(value)
    if (inner === value) return listSettings(inner, `${name}.`)
    if (/^[\w-]+(\.[\w-]+)*$/.test(name)) return [[name, value] as const]
    throw invalid(name, 'names of letters, digits, _ and -, joined by dots')
  })
}

/** The names of those that need full access. */
export function mightySettings(settings: readonly Setting[]): readonly string[] {
  return settings
    .map(([name]) => name)
    .filter((name) => !HARMLESS.some((known) => known.test(name)))
}

/** The settings as `-c` arguments. Of two with one name Codex takes the later. */
export function settingFlags(settings: readonly Setting[]): string[] {
  return settings.flatMap(([name, value]) => ['-c', `${name}=${toToml(value)}`])
}

/** JSON is TOML but for objects, the character DEL, lone surrogates and `null`. */
function toToml(value: unknown): string {
  if (typeof value === 'string')
    return JSON.stringify(value.toWellFormed()).replaceAll('\x7f', '\\u007f')
  if (typeof value === 'boolean' || Number.isFinite(value)) return String(value)
  if (Array.isArray(value)) return `[${value.map(toToml).join(', ')}]`
  if (typeof value !== 'object' || value === null) throw invalid(value, 'values that TOML has')
  return `{${Object.entries(value)
    .map(([key, inner]) => `${toToml(key)} = ${toToml(inner)}`)
    .join(', ')}}`
}

function invalid(received: unknown, expected: string): Error {
  return optionError({ provider: 'codex', option: 'config', received, expected })
}
