/**
 * A model API on the loopback interface that follows a script, for running real agent CLIs without an account.
 *
 * @packageDocumentation
 */
export { type AimockServerInit, startAimockServer } from './aimock-server.ts'
export { anthropicMessages } from './anthropic/anthropic-messages.ts'
export type {
  ConversationState,
  Dialect,
  ModelRequest,
  WireAnswer,
  WireResponse,
} from './dialect.ts'
export { geminiGenerateContent } from './gemini/gemini-generate-content.ts'
export { type ModelServer, type ModelServerInit, startModelServer } from './model-server.ts'
export { openaiChat } from './openai/openai-chat.ts'
export { openaiResponses } from './openai/openai-responses.ts'
export type {
  AnswerTurn,
  ApiErrorTurn,
  CutTurn,
  HangTurn,
  HtmlTurn,
  MalformedTurn,
  MisbehavedTurn,
  Script,
  ScriptedConversation,
  ScriptedToolCall,
  ScriptedUsage,
  ScriptTurn,
  StallTurn,
} from './script.ts'
