import * as Y from 'yjs';
import type { Clause } from '../../shared/text/clause.ts';
import { writeText } from '../../shared/text/writing.ts';
import { randomClientId } from '../ids.ts';

/** The text with which a revision begins. */
export interface FirstText {
  readonly doc: Y.Doc;
  readonly clauses: number;
}

/** A new document with these clauses, written by the server under a client id of its own that nobody has. */
export function documentOf(clauses: readonly Clause[], isTaken: (client: number) => boolean): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  doc.clientID = randomClientId();
  while (isTaken(doc.clientID)) doc.clientID = randomClientId();
  writeText(doc, clauses);
  return doc;
}
