import * as Y from 'yjs';
import type { DraftId, ParticipantId, SeatId } from '../../shared/base/ids.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { writeText } from '../../shared/text/writing.ts';
import { OPERATORS_SEAT } from '../drafts/actor.ts';
import { NEW_IDS, randomClientId } from '../ids.ts';
import type { Store, StoredPreparation } from '../store/store.ts';

/** A preparation that is to be begun. */
export interface NewPreparation {
  readonly draft: DraftId;
  /** For whom, by which seat or for it by the operator, and when, in ISO 8601. */
  readonly by: { readonly participant: ParticipantId; readonly seat: SeatId; readonly isOperator?: true; readonly at: string };
  /** The clauses concerned as they stand, and as they read in the room to begin with. */
  readonly base: readonly Clause[];
  readonly edited: readonly Clause[];
  readonly insertAfter: boolean;
  readonly rationale: string;
}

/** Stores a preparation with its first text, in one transaction. */
export function createPreparation(store: Store, begun: NewPreparation): StoredPreparation {
  const { draft, by, base, edited, insertAfter, rationale } = begun;
  const preparation: StoredPreparation = {
    id: NEW_IDS.preparation(),
    draft,
    sponsors: [by.participant],
    invited: [],
    ready: [],
    rationale,
    startedBy: by.seat,
    byOperator: by.isOperator === true,
    startedAt: by.at,
    base,
    insertAfter,
    state: 'open',
  };
  const doc = new Y.Doc({ gc: false });
  doc.clientID = randomClientId();
  writeText(doc, edited);
  const first = {
    number: 1,
    seat: by.isOperator === true ? OPERATORS_SEAT.seat : by.seat,
    at: by.at,
    bytes: Y.encodeStateAsUpdate(doc),
  };
  store.transaction(() => {
    store.preparations.create(preparation);
    store.preparations.append(preparation.id, [first], [{ client: doc.clientID, seat: null }]);
  });
  return preparation;
}
