/** The form of the index. An index of another form is made anew. */
export const SCHEMA_VERSION = 3

/** What is dropped and made when the form is another one. */
export const SCHEMA = `
  DROP TABLE IF EXISTS collections;
  DROP TABLE IF EXISTS nodes;
  DROP TABLE IF EXISTS edges;
  DROP TABLE IF EXISTS texts;

  -- A directory, and its time of change when all of its files were known.
  CREATE TABLE collections (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, stamp TEXT);

  -- A file, and what it said when its stamp was taken. Where there is a problem, nothing else is known.
  CREATE TABLE nodes (
    key INTEGER PRIMARY KEY,
    collection INTEGER NOT NULL,
    id TEXT NOT NULL,
    stamp TEXT NOT NULL,
    seen INTEGER NOT NULL,
    problem TEXT,
    searchable INTEGER NOT NULL DEFAULT 0,
    -- Whether the file has one article only, so that its attributes are all that a selector can mean.
    is_plain INTEGER NOT NULL DEFAULT 0,
    type TEXT, title TEXT, status TEXT, agent TEXT, provider TEXT, model TEXT, requested_model TEXT,
    task_type TEXT, priority, created_at TEXT, started_at TEXT, completed_at TEXT, updated_at TEXT,
    tokens_used INTEGER, cost REAL, cost_basis TEXT, error_kind TEXT,
    attributes TEXT NOT NULL DEFAULT '{}',
    properties TEXT
  );

  -- A hyperlink. Without a target it leads out of the store.
  CREATE TABLE edges (
    source INTEGER NOT NULL,
    position INTEGER NOT NULL,
    relationship TEXT NOT NULL,
    target_collection TEXT,
    target TEXT,
    href TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (source, position)
  ) WITHOUT ROWID;
`

/** Made after the rows of a whole directory are in, when that is faster. */
export const SCHEMA_INDEXES = `
  CREATE INDEX IF NOT EXISTS nodes_by_id ON nodes (collection, id COLLATE NOCASE, stamp);
  CREATE INDEX IF NOT EXISTS nodes_by_time ON nodes (collection, created_at, id);
  CREATE INDEX IF NOT EXISTS nodes_by_status ON nodes (collection, status, created_at, id);
  CREATE INDEX IF NOT EXISTS nodes_by_agent ON nodes (collection, agent, created_at, id);
  CREATE INDEX IF NOT EXISTS nodes_by_model ON nodes (collection, problem, model, cost, tokens_used);
  CREATE INDEX IF NOT EXISTS nodes_not_searchable ON nodes (collection) WHERE NOT searchable;
  CREATE INDEX IF NOT EXISTS nodes_with_problem ON nodes (collection) WHERE problem IS NOT NULL;
  CREATE INDEX IF NOT EXISTS edges_by_target ON edges (target, target_collection);
`

/** Made by the first search; it keeps no text, only where each word stands. */
export const TEXT_SCHEMA = `
  CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5 (
    title, prompt, output,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
  );
`
