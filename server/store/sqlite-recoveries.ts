import type { DatabaseSync } from 'node:sqlite';
import { clauseId, draftId } from '../../shared/base/ids.ts';
import type { Recovery, RecoveryReason } from '../../shared/protocol/recovery.ts';
import type { RecoveryStore, Store } from './store.ts';

interface RecoveryRow {
  readonly id: string;
  readonly why: string;
  readonly draft: string;
  readonly room: string;
  readonly words: string;
  readonly clause: string | null;
  readonly beside: string | null;
  readonly before: string;
  readonly after: string;
  readonly at: string;
}

const COLUMNS = 'id, why, draft, room, words, clause, beside, before, after, at';

/** Words kept for their authors, in SQLite. */
export function sqliteRecoveries(db: DatabaseSync, transaction: Store['transaction']): RecoveryStore {
  const insert = db.prepare(`INSERT OR REPLACE INTO recoveries (seat, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const select = db.prepare(`SELECT ${COLUMNS} FROM recoveries WHERE seat = ? ORDER BY at, id`);
  const remove = db.prepare('DELETE FROM recoveries WHERE seat = ? AND id = ?');
  return {
    put: (seat, one) =>
      transaction(
        () =>
          void insert.run(
            ...[seat, one.id, one.why, one.draft, one.room, one.words, one.clause, one.beside, one.before, one.after, one.at],
          ),
      ),
    of: (seat) => (select.all(seat) as unknown as RecoveryRow[]).map(recoveryOf),
    discard: (seat, id) => transaction(() => remove.run(seat, id).changes > 0),
  };
}

function recoveryOf(row: RecoveryRow): Recovery {
  return {
    ...row,
    why: row.why as RecoveryReason,
    draft: draftId(row.draft),
    clause: row.clause === null ? null : clauseId(row.clause),
    beside: row.beside === null ? null : clauseId(row.beside),
  };
}
