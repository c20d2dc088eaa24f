/** A block of a message: `text`, `thinking`, `tool_use`, `tool_result` and more. */
export interface ClaudeBlock {
  readonly type: string
  readonly [field: string]: unknown
}

/**
 * One line of `claude -p --output-format=stream-json`: `system` (with a `subtype`), `assistant`, `user`,
 * `stream_event`, `result`, and what later versions add. Fields beside these are as Claude Code prints them.
 */
export interface ClaudeEvent {
  readonly type: string
  readonly subtype?: string
  readonly session_id?: string
  /** Of `assistant` and `user`. */
  readonly message?: { readonly content: string | readonly ClaudeBlock[] }
  /** Of `result`: the answer, or the words of an error. */
  readonly result?: string
  readonly is_error?: boolean
  readonly [field: string]: unknown
}
