import type { FixtureFileResponse, LLMock } from '@copilotkit/aimock'
import type { ModelServer } from './model-server.ts'
import type { AnswerTurn } from './script.ts'

/** What {@link startAimockServer} takes: answers only, without cache and reasoning counts, which it cannot send. */
export interface AimockServerInit {
  /** The n-th answer goes to the request whose conversation already holds n answers. */
  readonly script: readonly AnswerTurn[]
}

const COMPLETION_PATH = /\/(messages|responses|chat\/completions)(\?|$)|:(stream)?generateContent/i

/**
 * Starts `@copilotkit/aimock` with a script. It speaks every provider's dialect and is written by others, so it
 * tells whether our own server and a CLI agree by mistake only.
 *
 * @throws Error when `@copilotkit/aimock` is not installed, or the script holds what aimock cannot send.
 */
export async function startAimockServer(init: AimockServerInit): Promise<ModelServer> {
  const responses = init.script.map(toFixtureResponse)
  const { LLMock: Mock } = await loadAimock()
  const mock = new Mock({ port: 0, host: '127.0.0.1', logLevel: 'silent' })
  for (const [index, response] of responses.entries()) {
    mock.on({ predicate: ({ messages }) => countAnswers(messages) === index }, response)
  }
  mock.on({}, { content: 'Done.' })
  const url = await mock.start()
  const close = (): Promise<void> => mock.stop()
  return {
    url,
    get requests() {
      return readJournal(mock)
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

function countAnswers(messages: readonly { readonly role: string }[]): number {
  return messages.filter((message) => message.role === 'assistant').length
}

async function loadAimock(): Promise<typeof import('@copilotkit/aimock')> {
  try {
    return await import('@copilotkit/aimock')
  } catch (cause) {
    throw new Error(
      'startAimockServer needs @copilotkit/aimock: npm install -D @copilotkit/aimock',
      { cause },
    )
  }
}

function toFixtureResponse(turn: AnswerTurn): FixtureFileResponse {
  const { usage = {} } = turn
  const unsent = ['cachedInputTokens', 'cacheWriteTokens', 'reasoningTokens'] as const
  const lost = unsent.find((name) => usage[name] !== undefined)
  if (lost !== undefined) throw new Error(`aimock does not send ${lost}; use startModelServer.`)
  const counts = { input_tokens: usage.inputTokens ?? 100, output_tokens: usage.outputTokens ?? 20 }
  const toolCalls = (turn.toolCalls ?? []).map(({ name, input }) => ({ name, arguments: input }))
  return {
    ...(turn.text === undefined ? {} : { content: turn.text }),
    ...(turn.reasoning === undefined ? {} : { reasoning: turn.reasoning }),
    ...(toolCalls.length === 0 ? {} : { toolCalls }),
    usage: counts,
  }
}

function readJournal(mock: LLMock): ModelServer['requests'] {
  return mock.getRequests().map((entry) => ({
    method: entry.method,
    path: entry.path,
    headers: entry.headers,
    body: entry.body,
    isCompletion: COMPLETION_PATH.test(entry.path),
  }))
}
