import type { Database } from './database.ts'
import { SCHEMA, SCHEMA_INDEXES, TEXT_SCHEMA } from './schema.ts'

/**
 * Throws all tables away and makes them anew. The keys of the collections stay, since every process knows them by heart.
 * Only inside of `database.write`: others go on with the old rows until the new ones are there.
 */
export function emptyIndex(database: Database): void {
  const collections = database.all('SELECT key, name FROM collections')
  database.execute(`${SCHEMA}${SCHEMA_INDEXES}${TEXT_SCHEMA}`)
  for (const { key, name } of collections as { key: number; name: string }[]) {
    database.run('INSERT INTO collections (key, name) VALUES (?, ?)', key, name)
  }
}
