/**
 * Every code an {@link HtmlGraphError} can carry, with what it means.
 * `docs/errors.md` explains each one; a test holds the two together.
 */
export const ERROR_CODES = {
  HG_OPTION_INVALID: 'An option has a value that cannot be used.',
  HG_OPTION_UNKNOWN: 'An option has a name that nobody knows.',
  HG_PROVIDER_UNKNOWN: 'No registered provider has this id.',
  HG_PROVIDER_INVALID: 'A provider or plugin is not built as the contract asks.',
  HG_PLUGIN_INVALID: 'A plugin given explicitly cannot be used.',
  HG_CONFIG_INVALID: 'The project configuration cannot be read or has a wrong value.',
  HG_ACCESS_REFUSED:
    'The options give more access than the caller allowed, or the provider cannot hold it.',
  HG_CAPABILITY_MISSING: 'The provider cannot do what an option asks for.',
  HG_CWD_INVALID: 'A directory that a run needs does not exist or cannot be used.',
  HG_MODEL_NONE: 'No known model could do a task.',
  HG_AGENT_UNKNOWN: 'No role of this name is configured.',
  HG_TASK_ID_INVALID: 'The task id is not safe as a file name.',
  HG_TASK_EXISTS: 'Another task already has this id.',
  HG_TASK_NOT_FOUND: 'No task has this id.',
  HG_WAIT_TIMEOUT: 'A task did not settle in the time given to waitFor.',
  HG_RECORD_CORRUPT: 'A record file cannot be read as a record.',
  HG_FIELD_UNKNOWN: 'A query or an update names a field that records do not have.',
  HG_QUERY_INVALID: 'A query has an operator, a selector or a cursor that cannot be used.',
  HG_NODE_ID_INVALID: 'The id of a node or of a collection is not safe as a file name.',
  HG_NODE_EXISTS: 'Another node of the collection already has this id.',
  HG_NODE_NOT_FOUND: 'No node has this id.',
  HG_GRAPH_CYCLE: 'Nodes that shall be put in order wait for each other.',
  HG_NODE_TOO_LARGE: 'A node would be too large to be read as one page.',
  HG_CONFLICT: 'Somebody else changed a node between reading and writing it.',
  HG_STORE_UNWRITABLE: 'The store directory cannot be read or written.',
} as const

/** A code of the table {@link ERROR_CODES}. */
export type ErrorCode = keyof typeof ERROR_CODES
