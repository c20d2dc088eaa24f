import { createRequire } from 'node:module'
import type { Ajv } from 'ajv'
import { HtmlGraphError } from '../contract/index.ts'

type JsonSchema = Readonly<Record<string, unknown>>

/** Why `value` is not what the schema asks for; `null` when it is. */
export function checkStructured(schema: JsonSchema, value: unknown): string | null {
  if (value === undefined) return 'Structured output was asked for, but the agent gave none.'
  const validator = createValidator(schema)
  const validate = validator.compile(withoutDialect(schema))
  if (validate(value)) return null
  const errors = validator.errorsText(validate.errors, { dataVar: 'output' })
  return `The structured output does not fit the schema: ${errors}.`
}

/** @throws HG_OPTION_INVALID when it is no JSON schema. */
export function assertSchema(provider: string, schema: JsonSchema): void {
  try {
    createValidator(schema).compile(withoutDialect(schema))
  } catch (error) {
    throw new HtmlGraphError({
      code: 'HG_OPTION_INVALID',
      message: `${provider}: the output schema is not a JSON schema: ${(error as Error).message}.`,
      cause: error,
    })
  }
}

/** Loaded when a schema is first used, since most runs have none. */
function createValidator(schema: JsonSchema): Ajv {
  const require = createRequire(import.meta.url)
  const isOldDraft = /draft-0[4-7]/.test(String(schema.$schema))
  const path = isOldDraft ? 'ajv' : 'ajv/dist/2020.js'
  const { default: Validator } = require(path) as { default: typeof Ajv }
  return new Validator({ strict: false, allErrors: true, logger: false, validateFormats: false })
}

/** The dialect is chosen by the class; its meta-schema's address need not be resolved. */
function withoutDialect({ $schema: _dialect, ...schema }: JsonSchema): JsonSchema {
  return schema
}
