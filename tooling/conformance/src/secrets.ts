/** A secret, and the providers whose CLI may well be given it. */
const SECRETS: readonly (readonly [name: string, value: string, owners?: readonly string[]])[] = [
  ['ANTHROPIC_API_KEY', 'foreign-secret-anthropic', ['claude']],
  ['OPENAI_API_KEY', 'foreign-secret-openai', ['codex']],
  ['GEMINI_API_KEY', 'foreign-secret-gemini', ['gemini']],
  ['GITHUB_TOKEN', 'foreign-secret-github', ['copilot']],
  ['AWS_SECRET_ACCESS_KEY', 'foreign-secret-aws'],
  ['NPM_TOKEN', 'foreign-secret-npm'],
  ['DATABASE_URL', 'postgres://user:foreign-secret-database@localhost/app'],
]

/** Variables of other programs that a developer may have set. None may reach this provider's agent. */
export function foreignSecrets(provider: string): Readonly<Record<string, string>> {
  const foreign = SECRETS.filter(([, , owners = []]) => !owners.includes(provider))
  return Object.fromEntries(foreign.map(([name, value]) => [name, value]))
}
