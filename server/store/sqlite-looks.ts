import type { DatabaseSync } from 'node:sqlite';
import type { LookStore, Store } from './store.ts';

/** How far each seat has read the record of each draft, in SQLite. */
export function sqliteLooks(db: DatabaseSync, transaction: Store['transaction']): LookStore {
  const select = db.prepare('SELECT entry FROM looks WHERE seat = ? AND draft = ?');
  const advance = db.prepare(
    `INSERT INTO looks (seat, draft, entry) VALUES (?, ?, ?)
     ON CONFLICT (seat, draft) DO UPDATE SET entry = excluded.entry WHERE excluded.entry > looks.entry`,
  );
  return {
    seen: (seat, draft) => Number(select.get(seat, draft)?.['entry'] ?? 0),
    see: (seat, draft, entry) => transaction(() => void advance.run(seat, draft, entry)),
  };
}
