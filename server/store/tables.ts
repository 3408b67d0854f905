/** The form of these tables, in `PRAGMA user_version`. A store of any other form is refused: raise it with whatever changes them, or what stands in them. */
export const FORM = 17;

/**
 * The tables of a store. One without rowid keeps its rows in their index, and to find a place among rows that do not fit a page SQLite reads
 * them whole: such are those of small rows alone. An update is written with each key, so that it is to be one page, and the first of a draft is
 * its whole text: it has a number for its place (see `updatePlace`).
 */
export const TABLES = `
CREATE TABLE process (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), name TEXT NOT NULL, signed_by TEXT) STRICT;
CREATE TABLE participants (
  place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, code TEXT NOT NULL, kind TEXT NOT NULL, aliases TEXT NOT NULL
) STRICT;
CREATE TABLE seats (
  place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL,
  participant TEXT NOT NULL REFERENCES participants (id)
) STRICT;
CREATE TABLE mandates (
  place INTEGER PRIMARY KEY, seat TEXT NOT NULL REFERENCES seats (id), for_group TEXT NOT NULL REFERENCES participants (id),
  given_at TEXT NOT NULL, given_by TEXT NOT NULL, taken_at TEXT, taken_by TEXT
) STRICT;
CREATE TABLE invitations (
  token_hash TEXT PRIMARY KEY, seat TEXT NOT NULL REFERENCES seats (id), made_at TEXT NOT NULL, used_at TEXT, revoked_at TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY, seat TEXT NOT NULL REFERENCES seats (id), seen_at TEXT NOT NULL, expires_at TEXT NOT NULL, revoked_at TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE drafts (
  place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, changed_at TEXT NOT NULL,
  clauses INTEGER NOT NULL, open_proposals INTEGER NOT NULL, updates INTEGER NOT NULL, entries INTEGER NOT NULL,
  revision INTEGER NOT NULL, snapshot INTEGER NOT NULL DEFAULT 0, due_at TEXT
) STRICT;
CREATE TABLE updates (
  place INTEGER PRIMARY KEY, draft TEXT NOT NULL REFERENCES drafts (id), number INTEGER NOT NULL, revision INTEGER NOT NULL,
  seat TEXT NOT NULL, salt TEXT NOT NULL, at TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL, bytes BLOB NOT NULL
) STRICT;
CREATE TABLE snapshots (
  draft TEXT NOT NULL REFERENCES drafts (id), number INTEGER NOT NULL, revision INTEGER NOT NULL, place INTEGER NOT NULL,
  is_last INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (draft, number, place)
) STRICT;
CREATE TABLE entries (
  draft TEXT NOT NULL REFERENCES drafts (id), number INTEGER NOT NULL, entry TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (draft, number)
) STRICT;
CREATE TABLE client_ids (
  room TEXT NOT NULL, client INTEGER NOT NULL, revision INTEGER NOT NULL, seat TEXT, PRIMARY KEY (room, client)
) STRICT, WITHOUT ROWID;
CREATE TABLE pending_edits (
  draft TEXT NOT NULL REFERENCES drafts (id), clause TEXT NOT NULL, seat TEXT NOT NULL, before TEXT, stood TEXT, first_update INTEGER NOT NULL,
  PRIMARY KEY (draft, clause)
) STRICT;
CREATE TABLE preparations (
  place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, draft TEXT NOT NULL REFERENCES drafts (id), sponsors TEXT NOT NULL,
  invited TEXT NOT NULL DEFAULT '[]', ready TEXT NOT NULL DEFAULT '[]', rationale TEXT NOT NULL DEFAULT '',
  started_by TEXT NOT NULL REFERENCES seats (id), by_operator INTEGER NOT NULL DEFAULT 0, started_at TEXT NOT NULL, base TEXT NOT NULL,
  insert_after INTEGER NOT NULL, state TEXT NOT NULL, closed_at TEXT
) STRICT;
CREATE TABLE preparation_updates (
  preparation TEXT NOT NULL REFERENCES preparations (id), number INTEGER NOT NULL, seat TEXT NOT NULL, at TEXT NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (preparation, number)
) STRICT;
CREATE TABLE recoveries (
  id TEXT NOT NULL, seat TEXT NOT NULL REFERENCES seats (id), why TEXT NOT NULL, draft TEXT NOT NULL, room TEXT NOT NULL,
  words TEXT NOT NULL, clause TEXT, beside TEXT, before TEXT NOT NULL, after TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (seat, id)
) STRICT;
CREATE TABLE looks (
  seat TEXT NOT NULL REFERENCES seats (id), draft TEXT NOT NULL REFERENCES drafts (id), entry INTEGER NOT NULL, PRIMARY KEY (seat, draft)
) STRICT, WITHOUT ROWID;
`;
