import * as Y from 'yjs';
import { textOf } from '../../shared/text/reading.ts';
import type { Origin } from './origin.ts';

/** A document of updates from the log, in order, exactly as they are. Throws as `applyLogged` does. */
export function replayDoc(updates: Iterable<Uint8Array>): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  textOf(doc);
  for (const bytes of updates) applyLogged(doc, bytes);
  return doc;
}

/**
 * Applies an update of the log and nothing else: Yjs's tidying of marks, which is in the log where it was done, is not done again.
 * Throws where the update does not decode or waits for one that is not there.
 */
export function applyLogged(doc: Y.Doc, bytes: Uint8Array): void {
  doc.on('afterTransaction', leaveUntidied);
  try {
    applyWhole(doc, bytes, { by: 'log' });
  } finally {
    doc.off('afterTransaction', leaveUntidied);
  }
}

/** Applies an update of which nothing may be left waiting. Throws otherwise; the document is then of no use any more. */
export function applyWhole(doc: Y.Doc, bytes: Uint8Array, origin: Origin): void {
  Y.applyUpdate(doc, bytes, origin);
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
    throw new RangeError('an update waits for something that is not there');
}

function leaveUntidied(transaction: Y.Transaction): void {
  transaction._needFormattingCleanup = false;
}
