import type { DatabaseSync } from 'node:sqlite';
import { draftId, preparationId, seatId, type ParticipantId } from '../../shared/base/ids.ts';
import type { Clause } from '../../shared/text/clause.ts';
import type { PreparationStore, PreparationUpdate, Store, StoredPreparation } from './store.ts';

interface PreparationRow {
  readonly id: string;
  readonly draft: string;
  readonly sponsors: string;
  readonly started_by: string;
  readonly started_at: string;
  readonly base: string;
  readonly insert_after: number;
  readonly state: StoredPreparation['state'];
  readonly invited: string;
  readonly ready: string;
  readonly rationale: string;
  readonly by_operator: number;
}

const COLUMNS = 'id, draft, sponsors, started_by, started_at, base, insert_after, state, invited, ready, rationale, by_operator';

/** Preparations in SQLite. */
export function sqlitePreparations(db: DatabaseSync, transaction: Store['transaction']): PreparationStore {
  const insert = db.prepare(`INSERT INTO preparations (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const select = db.prepare(`SELECT ${COLUMNS} FROM preparations WHERE id = ?`);
  const selectOpen = db.prepare(`SELECT ${COLUMNS} FROM preparations WHERE state = 'open' ORDER BY place`);
  const insertUpdate = db.prepare(
    'INSERT INTO preparation_updates (preparation, number, seat, at, bytes) VALUES (?, ?, ?, ?, ?)',
  );
  const insertClaim = db.prepare('INSERT INTO client_ids (room, client, revision, seat) VALUES (?, ?, 1, ?)');
  const selectUpdates = db.prepare(
    'SELECT number, seat, at, bytes FROM preparation_updates WHERE preparation = ? ORDER BY number',
  );
  const close = db.prepare("UPDATE preparations SET state = ?, closed_at = ? WHERE id = ? AND state = 'open'");
  const keep = db.prepare('UPDATE preparations SET sponsors = ?, invited = ?, ready = ?, rationale = ? WHERE id = ?');
  return {
    create: (one) =>
      transaction(
        () =>
          void insert.run(
            one.id,
            one.draft,
            JSON.stringify(one.sponsors),
            one.startedBy,
            one.startedAt,
            JSON.stringify(one.base),
            one.insertAfter ? 1 : 0,
            one.state,
            JSON.stringify(one.invited),
            JSON.stringify(one.ready),
            one.rationale,
            one.byOperator ? 1 : 0,
          ),
      ),
    find: (id) => {
      const row = select.get(id) as unknown as PreparationRow | undefined;
      return row === undefined ? null : preparationOf(row);
    },
    open: () => (selectOpen.all() as unknown as PreparationRow[]).map(preparationOf),
    append: (id, updates, claims) =>
      transaction(() => {
        for (const one of claims) insertClaim.run(id, one.client, one.seat);
        for (const one of updates) insertUpdate.run(id, one.number, one.seat, one.at, one.bytes);
      }),
    updates: (id) => selectUpdates.all(id) as unknown as PreparationUpdate[],
    keepDrafting: (id, { sponsors, invited, ready, rationale }) =>
      transaction(() => void keep.run(JSON.stringify(sponsors), JSON.stringify(invited), JSON.stringify(ready), rationale, id)),
    close: (id, state, at) => transaction(() => void close.run(state, at, id)),
  };
}

function preparationOf(row: PreparationRow): StoredPreparation {
  return {
    id: preparationId(row.id),
    draft: draftId(row.draft),
    sponsors: JSON.parse(row.sponsors) as ParticipantId[],
    startedBy: seatId(row.started_by),
    startedAt: row.started_at,
    base: JSON.parse(row.base) as Clause[],
    insertAfter: row.insert_after === 1,
    state: row.state,
    invited: JSON.parse(row.invited) as ParticipantId[],
    ready: JSON.parse(row.ready) as ParticipantId[],
    rationale: row.rationale,
    byOperator: row.by_operator === 1,
  };
}
