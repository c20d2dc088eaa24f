import { type Access, HtmlGraphError, isAccessWithin } from '../contract/index.ts'
import { startsPrograms } from './mcp-servers.ts'

/** The wider of two. */
export function widerAccess(one: Access, other: Access): Access {
  return isAccessWithin(one, other) ? other : one
}

/**
 * What options give to a run that names no access. Never `full-access`: that is left to the caller to ask for, and
 * {@link assertGranted} refuses options that need it without.
 */
export function impliedAccess(given: Access | null): Access | null {
  return given === 'full-access' ? null : given
}

/** Which tools a rule may name, by what they give. A tool in neither list gives `full-access`. */
export interface ToolTable {
  /** Change nothing. */
  readonly reading: readonly string[]
  /** Are held in the working directory. */
  readonly writing: readonly string[]
}

/** The tool of a rule such as `Bash(npm test)`. */
export function toolOfRule(rule: string): string {
  return rule.replace(/\(.*$/s, '')
}

/** What rules that allow tools give together; `read-only` when there are none. */
export function accessOfRules(rules: readonly string[], { reading, writing }: ToolTable): Access {
  return rules
    .map(toolOfRule)
    .map((tool): Access => {
      if (reading.includes(tool)) return 'read-only'
      return writing.includes(tool) ? 'workspace-write' : 'full-access'
    })
    .reduce(widerAccess, 'read-only')
}

/** What rules and MCP servers give together; `null` when it is no more than reading, which says nothing. */
export function accessOfTools(
  rules: readonly string[],
  table: ToolTable,
  mcpConfig: Readonly<Record<string, unknown>> | string | null,
): Access | null {
  if (startsPrograms(mcpConfig)) return 'full-access'
  const access = accessOfRules(rules, table)
  return access === 'read-only' ? null : access
}

/** What options give, and what the run may do. */
export interface Grant {
  readonly provider: string
  /** The options that give it, for the message: `approval and allowedTools`. */
  readonly by: string
  /** `null` when they say nothing about it. */
  readonly given: Access | null
  readonly access: Access
}

/** @throws HG_ACCESS_REFUSED when options give more than the run's access. */
export function assertGranted({ provider, by, given, access }: Grant): void {
  if (given === null || isAccessWithin(given, access)) return
  throw new HtmlGraphError({
    code: 'HG_ACCESS_REFUSED',
    message: `${provider}: ${by} give ${given}; expected at most ${access}, the run's access.`,
    hint: `Ask for access "${given}", or leave out what gives it.`,
    details: { provider, given, access },
  })
}
