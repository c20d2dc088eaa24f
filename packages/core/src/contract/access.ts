/** What a run may change, from least to most. The order is part of the contract. */
export const ACCESS_LEVELS = ['read-only', 'workspace-write', 'full-access'] as const

/**
 * What a run may change.
 *
 * - `read-only`: reads files; changes none.
 * - `workspace-write`: changes files inside its working directory, and runs commands that are held there.
 * - `full-access`: everything the user may do. Never implied, always asked for by name.
 *
 * @default 'read-only'
 */
export type Access = (typeof ACCESS_LEVELS)[number]

/** Whether `access` gives at most what `limit` gives. */
export function isAccessWithin(access: Access, limit: Access): boolean {
  return ACCESS_LEVELS.indexOf(access) <= ACCESS_LEVELS.indexOf(limit)
}
