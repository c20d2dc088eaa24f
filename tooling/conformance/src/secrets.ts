/** The dummy key that Claude Code itself is given. */
export const OWN_KEY = 'sk-ant-conformance-own'

/** Variables of other programs that a developer may have set. None may reach an agent. */
export const FOREIGN_SECRETS: Readonly<Record<string, string>> = {
  OPENAI_API_KEY: 'foreign-secret-openai',
  GEMINI_API_KEY: 'foreign-secret-gemini',
  GITHUB_TOKEN: 'foreign-secret-github',
  AWS_SECRET_ACCESS_KEY: 'foreign-secret-aws',
  NPM_TOKEN: 'foreign-secret-npm',
  DATABASE_URL: 'postgres://user:foreign-secret-database@localhost/app',
}
