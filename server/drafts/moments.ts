import type { DraftId } from '../../shared/base/ids.ts';
import type { RevisionInfo } from '../../shared/protocol/api.ts';
import type { Moment } from '../../shared/protocol/moment.ts';
import type { Entry } from '../../shared/record/event.ts';
import type { RecordState } from '../../shared/record/state.ts';
import type { TextAt } from '../rooms/text-at.ts';
import type { Store } from '../store/store.ts';
import { atOnce, fetchText, textOfStored } from './stored-text.ts';

/** The text of a draft at a moment, read from the log at once. Null where there is no such draft, revision or entry. */
export function textAt(store: Store, id: DraftId, moment: Moment): TextAt | null {
  const stored = atOnce(fetchText(store, id, moment));
  return stored === null ? null : textOfStored(stored);
}

/** The revisions that a draft has issued, in order. Of its record no more is read than the entries that did. */
export function issuedIn(store: Store, id: DraftId, { issued }: Pick<RecordState, 'issued'>): RevisionInfo[] {
  return issued.flatMap(({ entry }) =>
    revisionsOf(store.drafts.rawEntries(id, entry - 1, 1).map(({ json }) => JSON.parse(json) as Entry)),
  );
}

/** The revisions that a record issued, in order. */
export function revisionsOf(entries: readonly Entry[]): RevisionInfo[] {
  return entries.flatMap(({ number, at, event }) =>
    event.type === 'RevisionIssued' ? [{ number: event.revision, symbol: event.symbol, issuedAt: at, entry: number }] : [],
  );
}
