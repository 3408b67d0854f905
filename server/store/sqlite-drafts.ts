import type { DatabaseSync } from 'node:sqlite';
import { clauseId, draftId, seatId, type DraftId } from '../../shared/base/ids.ts';
import type { Entry } from '../../shared/record/event.ts';
import type { Clause } from '../../shared/text/clause.ts';
import type {
  Claim,
  DraftAppend,
  DraftStore,
  PendingEdit,
  RawEntry,
  Store,
  StoredDraft,
  StoredSnapshot,
  StoredUpdate,
  Stood,
} from './store.ts';

interface DraftRow {
  readonly id: string;
  readonly title: string;
  readonly changed_at: string;
  readonly clauses: number;
  readonly open_proposals: number;
  readonly updates: number;
  readonly entries: number;
  readonly revision: number;
  readonly due_at: string | null;
  readonly snapshot: number;
}

interface UpdateRow {
  readonly number: number;
  readonly revision: number;
  readonly seat: string;
  readonly salt: string;
  readonly at: string;
  readonly bytes: Uint8Array;
  readonly previous_hash: string;
  readonly hash: string;
}

interface PendingRow {
  readonly clause: string;
  readonly seat: string;
  readonly before: string | null;
  readonly stood: string | null;
  readonly first_update: number;
}

const DRAFT_COLUMNS = 'id, title, changed_at, clauses, open_proposals, updates, entries, revision, due_at, snapshot';
/** To SQL, as a limit: none. */
const ALL = -1;
/** The place of an update: those of one draft stand together in their order, which no draft fills. As SQL, of a draft and a number. */
const updatePlace = (draft: string, number: string): string =>
  `(SELECT place FROM drafts WHERE id = ${draft}) * 4294967296 + ${number}`;
/** The places of a draft's updates after a number. */
const AFTER = `place > ${updatePlace('?1', '?2')} AND place <= ${updatePlace('?1', '4294967295')}`;
const MISPLACED = `SELECT number FROM updates WHERE ${AFTER} AND (draft <> ?1 OR place <> ${updatePlace('?1', 'number')}) ORDER BY place LIMIT 1`;
const UPDATE_COLUMNS = 'number, revision, seat, salt, at, previous_hash, hash, bytes';

/** Drafts in SQLite: text log, snapshots, record, claims of client ids. */
export function sqliteDrafts(db: DatabaseSync, transaction: Store['transaction']): DraftStore {
  const insertDraft = db.prepare(`INSERT INTO drafts (${DRAFT_COLUMNS}) VALUES (?, '', ?, 0, 0, 0, 0, 1, NULL, 0)`);
  const selectDrafts = db.prepare(`SELECT ${DRAFT_COLUMNS} FROM drafts ORDER BY place`);
  const selectDraft = db.prepare(`SELECT ${DRAFT_COLUMNS} FROM drafts WHERE id = ?`);
  const selectUpdates = db.prepare(`SELECT ${UPDATE_COLUMNS} FROM updates WHERE ${AFTER} ORDER BY place`);
  const selectMisplaced = db.prepare(MISPLACED);
  // Revisions follow each other in the log: an index of them would be one page more to write with each update.
  const updatesOf = (id: DraftId, after: number, revision: number, most: number): UpdateRow[] => {
    const rows: UpdateRow[] = [];
    for (const row of selectUpdates.iterate(id, after) as unknown as Iterable<UpdateRow>) {
      if (row.revision > revision) break;
      if (row.revision === revision) rows.push(row);
      if (rows.length >= most) break;
    }
    return rows;
  };
  const selectEntries = db.prepare(
    'SELECT number, entry AS json, hash FROM entries WHERE draft = ? AND number > ? ORDER BY number LIMIT ?',
  );
  const selectPending = db.prepare(
    'SELECT clause, seat, before, stood, first_update FROM pending_edits WHERE draft = ? ORDER BY first_update',
  );
  const selectSnapshot = db.prepare(
    'SELECT number, revision FROM snapshots WHERE draft = ? AND revision = ? AND number <= ? AND is_last = 1 ORDER BY number DESC LIMIT 1',
  );
  const selectSnapshots = db.prepare('SELECT number, revision FROM snapshots WHERE draft = ? AND is_last = 1 ORDER BY number');
  const selectPieces = db.prepare('SELECT bytes FROM snapshots WHERE draft = ? AND number = ? ORDER BY place');
  const whole = (id: DraftId, row: Omit<StoredSnapshot, 'bytes'>): StoredSnapshot => {
    const pieces = selectPieces.all(id, row.number) as unknown as Pick<StoredSnapshot, 'bytes'>[];
    return { ...row, bytes: Buffer.concat(pieces.map(({ bytes }) => bytes)) };
  };
  const selectClaims = db.prepare('SELECT client, seat FROM client_ids WHERE room = ?');
  const selectClaimsOf = db.prepare('SELECT client, seat FROM client_ids WHERE room = ? AND revision = ?');
  const insertClaim = db.prepare('INSERT INTO client_ids (room, client, revision, seat) VALUES (?, ?, ?, ?)');
  const append = appender(db);
  return {
    create: (id, at) => transaction(() => void insertDraft.run(id, at)),
    all: () => (selectDrafts.all() as unknown as DraftRow[]).map(draftOf),
    find: (id) => {
      const row = selectDraft.get(id) as unknown as DraftRow | undefined;
      return row === undefined ? null : draftOf(row);
    },
    append: (id, what) => transaction(() => append(id, what)),
    updates: (id, after, revision, most = Infinity) => {
      const rows =
        revision === undefined ? (selectUpdates.all(id, after) as unknown as UpdateRow[]) : updatesOf(id, after, revision, most);
      return rows.map(updateOf);
    },
    misplacedUpdate: (id) => (selectMisplaced.get(id, 0) as Pick<UpdateRow, 'number'> | undefined)?.number ?? null,
    entries: (id, after) =>
      (selectEntries.all(id, after, ALL) as unknown as RawEntry[]).map(({ json }) => JSON.parse(json) as Entry),
    rawEntries: (id, after = 0, most = ALL) => selectEntries.all(id, after, most) as unknown as RawEntry[],
    pendingEdits: (id) => (selectPending.all(id) as unknown as PendingRow[]).map(pendingOf),
    latestSnapshot: (id, revision, upTo) => {
      const row = selectSnapshot.get(id, revision, upTo) as unknown as Omit<StoredSnapshot, 'bytes'> | undefined;
      return row === undefined ? null : whole(id, row);
    },
    snapshots: (id) => (selectSnapshots.all(id) as unknown as Omit<StoredSnapshot, 'bytes'>[]).map((row) => whole(id, row)),
    claims: (room, revision) => {
      const rows = revision === undefined ? selectClaims.all(room) : selectClaimsOf.all(room, revision);
      return (rows as unknown as { client: number; seat: string | null }[]).map((row): Claim => ({
        client: row.client,
        seat: row.seat === null ? null : seatId(row.seat),
      }));
    },
    claim: (room, claim, revision = 1) => transaction(() => void insertClaim.run(room, claim.client, revision, claim.seat)),
  };
}

function appender(db: DatabaseSync): (id: string, what: DraftAppend) => void {
  const insertUpdate = db.prepare(
    `INSERT INTO updates (place, draft, ${UPDATE_COLUMNS}) VALUES (${updatePlace('?1', '?2')}, ?1, ?2, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertEntry = db.prepare('INSERT INTO entries (draft, number, entry, hash) VALUES (?, ?, ?, ?)');
  const insertClaim = db.prepare('INSERT INTO client_ids (room, client, revision, seat) VALUES (?, ?, ?, ?)');
  const deletePending = db.prepare('DELETE FROM pending_edits WHERE draft = ? AND clause = ?');
  const insertPending = db.prepare(
    'INSERT INTO pending_edits (draft, clause, seat, before, stood, first_update) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const insertPiece = db.prepare(
    'INSERT INTO snapshots (draft, number, revision, place, is_last, bytes) VALUES (?, ?, ?, ?, ?, ?)',
  );
  // What a server left unfinished when it ended.
  const deleteUnfinished = db.prepare(
    'DELETE FROM snapshots WHERE draft = ?1 AND number NOT IN (SELECT number FROM snapshots WHERE draft = ?1 AND is_last = 1)',
  );
  const changeDraft = db.prepare(
    'UPDATE drafts SET title = ?, changed_at = ?, clauses = ?, open_proposals = ?, updates = ?, entries = ?, revision = ?, due_at = ?, snapshot = coalesce(?, snapshot) WHERE id = ?',
  );
  return (id, what) => {
    for (const one of what.claims) insertClaim.run(id, one.client, what.draft.revision, one.seat);
    for (const one of what.updates)
      insertUpdate.run(id, one.number, one.revision, one.seat, one.salt, one.at, one.previousHash, one.hash, one.bytes);
    for (const one of what.entries) insertEntry.run(id, one.number, JSON.stringify(one), one.hash);
    for (const clause of what.pendingClosed) deletePending.run(id, clause);
    for (const one of what.pendingOpened)
      insertPending.run(
        id,
        one.clause,
        one.seat,
        JSON.stringify(one.before),
        one.stood === undefined ? null : JSON.stringify(one.stood),
        one.firstUpdate,
      );
    const { draft, snapshot } = what;
    if (snapshot?.place === 0) deleteUnfinished.run(id);
    if (snapshot !== null)
      insertPiece.run(id, snapshot.number, snapshot.revision, snapshot.place, Number(snapshot.isLast), snapshot.bytes);
    const counts = [draft.clauses, draft.openProposals, draft.updates, draft.entries, draft.revision, draft.dueAt];
    changeDraft.run(draft.title, draft.changedAt, ...counts, snapshot?.isLast === true ? snapshot.number : null, id);
  };
}

function draftOf(row: DraftRow): StoredDraft {
  const { id, changed_at: changedAt, open_proposals: openProposals, due_at: dueAt, ...rest } = row;
  return { ...rest, id: draftId(id), changedAt, openProposals, dueAt };
}

function updateOf(row: UpdateRow): StoredUpdate {
  const { previous_hash: previousHash, ...rest } = row;
  return { ...rest, previousHash };
}

function pendingOf(row: PendingRow): PendingEdit {
  const before = row.before === null ? null : (JSON.parse(row.before) as Clause | null);
  const stood = row.stood === null ? {} : { stood: JSON.parse(row.stood) as Stood };
  return { clause: clauseId(row.clause), seat: seatId(row.seat), before, ...stood, firstUpdate: row.first_update };
}
