/** The places a run may use. */
export interface RunPaths {
  /** A private directory of this run, mode 0700, removed after it. */
  readonly run: string
  /** The home directory the child will see. */
  readonly home: string
  /** The variables that the child will see beside what the command sets: a CLI may keep its sessions elsewhere. */
  readonly env: Readonly<Record<string, string | undefined>>
}

/** A file that core writes before the spawn, mode 0600. */
export interface CommandFile {
  /** Absolute, inside `paths.run`. */
  readonly path: string
  readonly content: string
}

/**
 * A directory of the user's as the run shall see it, for a CLI that takes settings from there and nowhere else. Core
 * makes it before the spawn: everything in the user's directory by link, so that logins and sessions stay where they
 * are, but some JSON files as copies with changes.
 */
export interface CommandOverlay {
  /** Where the run sees it; absolute, inside `paths.run`. */
  readonly path: string
  /** The user's directory; absolute. It need not exist. */
  readonly of: string
  /** By name, JSON files of the directory with what is put over the user's: objects are merged, lists joined. */
  readonly changes: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Directories that the CLI keeps there for later runs; made in the user's when they are missing. @default [] */
  readonly directories?: readonly string[] | undefined
}

/** A file that core reads after the exit. */
export interface CollectFile {
  /** The key under which `finish` finds the text. */
  readonly name: string
  /** Absolute; may hold `*`, `**` and `{sessionId}`. Of several matches the newest is read. */
  readonly path: string
  /** The end of a longer file is read. @default 16 MiB */
  readonly maxBytes?: number | undefined
}

/** How to start the CLI for one request. */
export interface Command {
  /** Arguments, one each; never a shell string. The prompt belongs in `stdin`. */
  readonly args: readonly string[]
  /** Variables set for the child beside the allowed ones. `null` takes one away. */
  readonly env?: Readonly<Record<string, string | null>> | undefined
  /** Text for standard input, which is ended after it. @default '' (ended at once) */
  readonly stdin?: string | undefined
  readonly files?: readonly CommandFile[] | undefined
  readonly overlays?: readonly CommandOverlay[] | undefined
  readonly collect?: readonly CollectFile[] | undefined
  /** What cannot be honoured and is only a preference. */
  readonly warnings?: readonly string[] | undefined
}
