import type * as Y from 'yjs';
import type { DraftId } from '../../shared/base/ids.ts';
import { GENESIS } from '../../shared/record/chain.ts';
import { replay } from '../../shared/record/evolve.ts';
import type { Store } from '../store/store.ts';
import type { Position } from './batch.ts';
import { replayDoc } from './replaying.ts';

/** A draft as it lies in the store, put together. */
export interface LoadedDraft {
  readonly doc: Y.Doc;
  readonly position: Position;
}

/** Loads a draft: the latest snapshot and the updates after it, and the record replayed. */
export function loadDraft(store: Store, id: DraftId): LoadedDraft {
  const snapshot = store.drafts.latestSnapshot(id);
  const updates = store.drafts.updates(id, snapshot === null ? 0 : snapshot.number - 1);
  const tail = snapshot === null ? updates : updates.filter((update) => update.number > snapshot.number);
  const doc = replayDoc([...(snapshot === null ? [] : [snapshot.bytes]), ...tail.map((update) => update.bytes)]);
  const entries = store.drafts.entries(id, 0);
  const last = updates.at(-1);
  return {
    doc,
    position: {
      state: replay(entries),
      lastHash: entries.at(-1)?.hash ?? GENESIS,
      head: last === undefined ? { number: 0, hash: GENESIS } : { number: last.number, hash: last.hash },
    },
  };
}
