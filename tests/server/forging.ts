import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { chainEntry, GENESIS } from '../../shared/record/chain.ts';
import type { Entry } from '../../shared/record/event.ts';
import { verifyDraft } from '../../server/drafts/verifying.ts';
import { openStore, STORE_FILE } from '../../server/store/sqlite.ts';
import type { Sitting } from './sitting.ts';

function withStore<T>(sitting: Sitting, work: (store: Extract<ReturnType<typeof openStore>, { ok: true }>['value']) => T): T {
  const opened = openStore(sitting.data, { create: false });
  if (!opened.ok) throw new Error(opened.refusal.reason);
  try {
    return work(opened.value);
  } finally {
    opened.value.close();
  }
}

/** What verifying finds in the store that a server has left; null: nothing. */
export function verified(sitting: Sitting): unknown {
  return withStore(sitting, (store) => {
    const result = verifyDraft(store, sitting.draft);
    return result.ok ? null : result.refusal;
  });
}

export function stored(sitting: Sitting): Entry[] {
  return withStore(sitting, (store) => store.drafts.entries(sitting.draft, 0));
}

/** Somebody with the disk in their hands, who recomputes the chain after what they changed. */
export function forge(sitting: Sitting, entries: readonly Entry[]): void {
  const db = new DatabaseSync(join(sitting.data, STORE_FILE));
  let last = GENESIS;
  for (const { previousHash: _previous, hash: _hash, ...body } of entries) {
    const entry = chainEntry(last, body);
    last = entry.hash;
    db.prepare('UPDATE entries SET entry = ?, hash = ? WHERE number = ?').run(JSON.stringify(entry), entry.hash, entry.number);
  }
  db.close();
}
