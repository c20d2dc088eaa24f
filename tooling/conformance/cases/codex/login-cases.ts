import type { ModelServer } from '@htmlgraph/testkit/model-server'
import type { CodexCaseInput, CodexContext } from '../../clis/codex.ts'
import { check, checkMatch, checkResult } from '../../src/check.ts'
import { type ConformanceCase, defineCases } from '../../src/conformance-case.ts'
import { says } from '../../src/turns.ts'

/** Codex's own way to the API, with the login that it finds. */
function withLogin({ url }: ModelServer, key = ''): CodexCaseInput {
  return { config: { openai_base_url: `${url}/v1` }, env: { CODEX_API_KEY: key } }
}

/** A token that nobody has signed. */
function tokenOf(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return [part({ alg: 'none' }), part(claims), 'none'].join('.')
}

/** Whose login is used. */
export const loginCases: readonly ConformanceCase[] = defineCases<CodexContext>('login', {
  "uses the user's login with a key": async ({ serve, start, workspace }) => {
    workspace.write(`${workspace.home}/.codex/auth.json`, { OPENAI_API_KEY: 'sk-of-the-user' })
    const server = await serve({ script: [says('Hello.')] })
    checkResult(await start(server, withLogin(server)), { outcome: 'completed' })
    check('the key', server.requests.at(-1)?.headers.authorization, 'Bearer sk-of-the-user')
  },
  "uses the user's login with ChatGPT": async ({ serve, start, workspace }) => {
    const auth = { chatgpt_plan_type: 'plus', chatgpt_account_id: 'account-1' }
    const token = tokenOf({ exp: 4_000_000_000, 'https://api.openai.com/auth': auth })
    const tokens = { id_token: token, access_token: token, refresh_token: 'none' }
    workspace.write(`${workspace.home}/.codex/auth.json`, {
      auth_mode: 'chatgpt',
      tokens: { ...tokens, account_id: 'account-1' },
      last_refresh: new Date().toISOString(),
    })
    const server = await serve({ script: [says('Hello.')] })
    const result = await start(server, withLogin(server))
    checkResult(result, { outcome: 'completed', response: 'Hello.' })
    const asked = server.requests.find(({ isCompletion }) => isCompletion)
    check('the account', asked?.headers['chatgpt-account-id'], 'account-1')
    checkMatch('what was asked', JSON.stringify(asked?.body), /Please do the task/)
  },
  'uses the key of the environment': async ({ serve, start }) => {
    const server = await serve({ script: [says('Hello.')] })
    const result = await start(server, withLogin(server, 'sk-of-the-environment'))
    checkResult(result, { outcome: 'completed' })
    check('the key', server.requests.at(-1)?.headers.authorization, 'Bearer sk-of-the-environment')
  },
  'calls it auth when there is no login': async ({ serve, start }) => {
    const server = await serve({ script: [{ kind: 'api-error', status: 401 }] })
    const result = await start(server, withLogin(server))
    checkResult(result, { outcome: 'failed', kind: 'auth', retryable: false, tokensUsed: null })
    check('the key', server.requests.at(-1)?.headers.authorization, undefined)
  },
})
