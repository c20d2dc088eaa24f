import { createRequire } from 'node:module'
import type * as Sqlite from 'node:sqlite'

const require = createRequire(import.meta.url)

/**
 * SQLite as Node brings it, loaded when it is first needed: that takes three milliseconds.
 * Node 22 warns that it is experimental; users of a command cannot do anything about that.
 */
export function loadSqlite(): typeof Sqlite {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return require('node:sqlite') as typeof Sqlite
  } finally {
    process.emitWarning = emitWarning
  }
}
