import * as Y from 'yjs';
import type { SeatId } from '../../shared/base/ids.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { writeText } from '../../shared/text/writing.ts';
import { randomClientId } from '../ids.ts';
import type { Batch } from './batch.ts';

/** The text with which a revision begins. */
export interface FirstText {
  readonly doc: Y.Doc;
  readonly clauses: number;
}

/**
 * Puts the first update of the next revision behind the entry that froze the present one: a new document with these clauses, written by the
 * server at somebody's act under a client id of its own that nobody has.
 */
export function beginNext(
  batch: Batch,
  { clauses, seat, at }: { readonly clauses: readonly Clause[]; readonly seat: SeatId; readonly at: string },
  isTaken: (client: number) => boolean,
): FirstText {
  const doc = new Y.Doc({ gc: false });
  doc.clientID = randomClientId();
  while (isTaken(doc.clientID)) doc.clientID = randomClientId();
  writeText(doc, clauses);
  batch.addUpdate(seat, Y.encodeStateAsUpdate(doc), at);
  batch.claims.push({ client: doc.clientID, seat: null });
  return { doc, clauses: clauses.length };
}
