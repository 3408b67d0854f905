import type { DraftId } from '../../shared/base/ids.ts';
import type { TextWithRecord } from '../../shared/projection/revision.ts';
import type { Entry } from '../../shared/record/event.ts';
import { replay } from '../../shared/record/evolve.ts';
import { stateOfText } from '../../shared/record/state-of-text.ts';
import { readText } from '../../shared/text/reading.ts';
import type { Store } from '../store/store.ts';
import { loadText } from './loading.ts';

/** A text at one moment of its record. */
export interface TextAt extends TextWithRecord {
  /** The revision in whose document it stood. */
  readonly revision: number;
  /** The last update of the log that it holds: behind the last entry, words may have come that are in no entry yet. */
  readonly update: number;
  /** The entries up to that moment; the number of the last one names it. */
  readonly entries: readonly Entry[];
}

/**
 * The text as of an entry of the record: the log of its revision up to the update that the entry names, and the entries up to it. Null
 * where there is no such entry.
 */
export function textAtEntry(store: Store, id: DraftId, number: number): TextAt | null {
  const entries = store.drafts.entries(id, 0).slice(0, number);
  const head = entries[number - 1]?.text;
  return head === undefined ? null : textAtUpdate(store, id, { revision: head.revision, update: head.number, entries });
}

/** The text of a revision as of an update of the log, read by entries of the record from the first on. */
export function textAtUpdate(
  store: Store,
  id: DraftId,
  { revision, update, entries }: Pick<TextAt, 'revision' | 'update' | 'entries'>,
): TextAt {
  const { doc } = loadText(store, id, { revision, upTo: update });
  return { revision, update, clauses: readText(doc), state: stateOfText(entries, revision), entries };
}

/** The text of an issued revision as it was frozen, with the record just before the entry of its issue. Null where there is no such. */
export function issuedText(store: Store, id: DraftId, revision: number): TextWithRecord | null {
  const entries = store.drafts.entries(id, 0);
  const issue = entries.findIndex(({ event }) => event.type === 'RevisionIssued' && event.revision === revision);
  if (issue === -1) return null;
  return { clauses: readText(loadText(store, id, { revision }).doc), state: replay(entries.slice(0, issue)) };
}
