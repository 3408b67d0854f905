import type * as Y from 'yjs';
import { must } from '../../shared/base/assert.ts';
import type { DraftId } from '../../shared/base/ids.ts';
import { GENESIS } from '../../shared/record/chain.ts';
import { replay } from '../../shared/record/evolve.ts';
import type { Store, StoredSnapshot, StoredUpdate } from '../store/store.ts';
import type { Position } from './batch.ts';
import { movedBy, type OrderBefore } from './moves-told.ts';
import { applyLogged, replayDoc } from './replaying.ts';
import { TextIndex } from './text-index.ts';
import { writtenBy } from './written.ts';

/** A draft as it lies in the store, put together. */
export interface LoadedDraft {
  /** The document of the revision that is being worked on. */
  readonly doc: Y.Doc;
  readonly position: Position;
  /** What it was put together from: the latest snapshot of the revision and the updates after it, or all its updates. */
  readonly snapshot: StoredSnapshot | null;
  readonly tail: readonly StoredUpdate[];
}

/** Loads a draft: the latest snapshot of its present revision and the updates after it, and the record replayed. */
export function loadDraft(store: Store, id: DraftId): LoadedDraft {
  const { revision } = must(store.drafts.find(id), 'the draft to load');
  const { doc, head, snapshot, tail } = loadText(store, id, { revision });
  const entries = store.drafts.entries(id, 0);
  return {
    doc,
    snapshot,
    tail,
    position: {
      state: replay(entries),
      lastHash: entries.at(-1)?.hash ?? GENESIS,
      head: { revision, ...(head ?? { number: 0, hash: GENESIS }) },
    },
  };
}

/** The document of a revision as it was after an update: after its last one where none is named. `head`: that update; null for none. */
export function loadText(
  store: Store,
  id: DraftId,
  { revision, upTo = Number.MAX_SAFE_INTEGER }: { readonly revision: number; readonly upTo?: number },
): Pick<LoadedDraft, 'doc' | 'snapshot' | 'tail'> & { readonly head: { readonly number: number; readonly hash: string } | null } {
  const snapshot = store.drafts.latestSnapshot(id, revision, upTo);
  const updates = store.drafts
    .updates(id, snapshot === null ? 0 : snapshot.number - 1, revision)
    .filter(({ number }) => number <= upTo);
  const tail = snapshot === null ? updates : updates.filter((update) => update.number > snapshot.number);
  const doc = replayDoc([...(snapshot === null ? [] : [snapshot.bytes]), ...tail.map((update) => update.bytes)]);
  const last = updates.at(-1);
  return { doc, snapshot, tail, head: last === undefined ? null : { number: last.number, hash: last.hash } };
}

/** How the clauses of a revision stood before an update of its log, and which of them it moved or took away. */
export function loadMove(store: Store, id: DraftId, revision: number, update: number): OrderBefore {
  const { doc } = loadText(store, id, { revision, upTo: update - 1 });
  const index = new TextIndex(doc);
  const [bytes] = store.drafts.updates(id, update - 1, revision).map((one) => one.bytes);
  const written = writtenBy(doc, () => applyLogged(doc, must(bytes, 'the update that moved a clause')));
  return movedBy(update, index.refresh(written?.touched ?? []));
}
