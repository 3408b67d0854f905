import type { DraftId } from '../../shared/base/ids.ts';
import type { Moment } from '../../shared/protocol/moment.ts';
import type { Entry } from '../../shared/record/event.ts';
import { stateOfText } from '../../shared/record/state-of-text.ts';
import { readText } from '../../shared/text/reading.ts';
import { replayDoc } from '../rooms/replaying.ts';
import type { TextAt } from '../rooms/text-at.ts';
import type { Store } from '../store/store.ts';

/** So many entries, and so many updates, are fetched in one step: a millisecond or two of each. */
const ROWS_OF_A_STEP = 500;

/**
 * A text at a moment as it lies in the store. To fetch it costs little; to put it together costs the text and its record, and is
 * for a process of its own.
 */
export interface StoredText {
  /** The revision in whose document it stood. */
  readonly revision: number;
  /** The last update of the log that it holds. */
  readonly update: number;
  /** Of that document, in order: the latest snapshot, if there is one, and the updates after it. */
  readonly updates: readonly Uint8Array[];
  /** The record up to that moment, an entry each. */
  readonly entries: readonly string[];
}

/**
 * Fetches the text of a draft at a moment, step by step, while others go on writing: what they add is not of that moment. Each step says how
 * many bytes have been fetched. Null where there is no such draft, revision or entry.
 */
export function* fetchText(
  store: Store,
  id: DraftId,
  moment: Moment,
  rowsOfAStep: number = ROWS_OF_A_STEP,
): Generator<number, StoredText | null> {
  const draft = store.drafts.find(id);
  if (draft === null) return null;
  const isPresent = moment.at === 'now' || (moment.at === 'revision' && moment.revision === draft.revision);
  const isLast = ({ number, json }: { readonly number: number; readonly json: string }): boolean =>
    moment.at === 'entry' ? number === moment.entry : !isPresent && issues(json) === moment.revision;
  const entries: string[] = [];
  let bytes = 0;
  let last: Entry | null = null;
  while (last === null && entries.length < draft.entries) {
    const most = Math.min(rowsOfAStep, draft.entries - entries.length);
    for (const row of store.drafts.rawEntries(id, entries.length, most)) {
      entries.push(row.json);
      bytes += row.json.length;
      if (!isLast(row)) continue;
      last = JSON.parse(row.json) as Entry;
      break;
    }
    yield bytes;
  }
  const head = isPresent ? { revision: draft.revision, number: draft.updates } : last?.text;
  if (head === undefined) return null;
  const fetching = fetchUpdates(store, id, head, rowsOfAStep);
  for (;;) {
    const step = fetching.next();
    if (step.done === true) return { revision: head.revision, update: head.number, updates: step.value, entries };
    yield bytes + step.value;
  }
}

/**
 * Fetches what the document of a revision is made of up to an update, step by step: the latest snapshot, if there is one, and the updates after
 * it. Each step says how many bytes have been fetched.
 */
export function* fetchUpdates(
  store: Store,
  id: DraftId,
  head: { readonly revision: number; readonly number: number },
  rowsOfAStep: number = ROWS_OF_A_STEP,
): Generator<number, readonly Uint8Array[]> {
  const snapshot = store.drafts.latestSnapshot(id, head.revision, head.number);
  const updates = snapshot === null ? [] : [snapshot.bytes];
  let bytes = snapshot?.bytes.length ?? 0;
  yield bytes;
  let at = snapshot?.number ?? 0;
  while (at < head.number) {
    const rows = store.drafts.updates(id, at, head.revision, rowsOfAStep);
    for (const row of rows) {
      if (row.number > head.number) break;
      updates.push(row.bytes);
      bytes += row.bytes.length;
    }
    yield bytes;
    at = rows.length < rowsOfAStep ? head.number : (rows.at(-1)?.number ?? head.number);
  }
  return updates;
}

/** The revision that an entry issues; null for none. */
function issues(json: string): number | null {
  if (!json.includes(ISSUE)) return null;
  const { event } = JSON.parse(json) as Entry;
  return event.type === ISSUE ? event.revision : null;
}

const ISSUE = 'RevisionIssued';

/** Puts a text together. */
export function textOfStored({ revision, update, updates, entries: rows }: StoredText): TextAt {
  const entries = rows.map((json) => JSON.parse(json) as Entry);
  return { revision, update, clauses: readText(replayDoc(updates)), state: stateOfText(entries, revision), entries };
}

/** Takes all steps in one. */
export function atOnce<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
