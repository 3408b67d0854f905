import type { DraftId } from '../../shared/base/ids.ts';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { firstBrokenLink, GENESIS, updateHash } from '../../shared/record/chain.ts';
import type { Entry } from '../../shared/record/event.ts';
import { withoutMandate } from '../../shared/record/mandates.ts';
import { strayMeeting } from '../../shared/record/meetings.ts';
import { evolve } from '../../shared/record/evolve.ts';
import { EMPTY_STATE } from '../../shared/record/state.ts';
import type { BrokenDraft, Fault } from './broken-draft.ts';
import { wrongEdit } from './told-edits.ts';
import { brokenDeadline, brokenText } from './verifying-text.ts';
import { brokenPreparation, foreignClaim, readOrNull, strangeActor, strangeMandate, strayEdit } from './verifying-whose.ts';
import { isHindrance } from '../store/hindrance.ts';
import type { RawEntry, Store, StoredDraft, StoredUpdate } from '../store/store.ts';

/** A draft that verifies. `head`: hash of its last entry, to compare with one noted elsewhere. */
export interface VerifiedDraft {
  readonly draft: DraftId;
  readonly title: string;
  readonly entries: number;
  readonly updates: number;
  readonly head: string;
}

/**
 * Recomputes both chains of a draft, replays its text and its record, and compares what the store says with what follows (invariants 1, 3);
 * also whose each change is, and what is being prepared. Throws where the disk does not let it be looked at.
 */
export function verifyDraft(store: Store, id: DraftId): Result<VerifiedDraft, BrokenDraft> {
  try {
    return verified(store, id);
  } catch (error) {
    if (isHindrance(error)) throw error;
    // What somebody wrote into a store can be anything: where nothing else names the row, its draft is named.
    return refuse({
      draft: id,
      kind: 'text',
      number: 0,
      why: `something that is stored of it cannot be read (${String(error)})`,
    });
  }
}

function verified(store: Store, id: DraftId): Result<VerifiedDraft, BrokenDraft> {
  const stored = store.drafts.find(id);
  const raw = store.drafts.rawEntries(id);
  const updates = store.drafts.updates(id, 0);
  const snapshots = store.drafts.snapshots(id);
  if (stored === null) return refuse({ draft: id, kind: 'text', number: 0, why: 'the draft is missing' });
  const entries = parseEntries(raw);
  const fault = entries.ok
    ? (brokenEntry(entries.value, raw, stored) ??
      brokenEvent(entries.value) ??
      brokenUpdate(updates, stored) ??
      brokenPlace(store, id) ??
      brokenHead(entries.value, updates) ??
      brokenMeeting(entries.value) ??
      brokenActor(store, entries.value) ??
      brokenMandate(store, entries.value) ??
      brokenRevision(entries.value, updates, stored) ??
      brokenText(entries.value, updates, { snapshots, stored }) ??
      brokenRest(store, stored) ??
      brokenClaims(store, updates, stored) ??
      wrongEdit(entries.value, updates, {
        pending: store.drafts.pendingEdits(id),
        claims: (revision) => store.drafts.claims(id, revision),
      }) ??
      brokenDeadline(entries.value, stored) ??
      brokenAuthor(store, updates, stored))
    : entries.refusal;
  if (fault !== null) return refuse({ draft: id, ...fault });
  const { title, entries: entryCount, updates: updateCount } = stored;
  return ok({ draft: id, title, entries: entryCount, updates: updateCount, head: raw.at(-1)?.hash ?? GENESIS });
}

/** Recomputes every draft of a store, up to the first that is broken. */
export function verifyEveryDraft(store: Store): {
  readonly drafts: readonly VerifiedDraft[];
  readonly broken: BrokenDraft | null;
} {
  const drafts: VerifiedDraft[] = [];
  for (const { id } of store.drafts.all()) {
    const result = verifyDraft(store, id);
    if (!result.ok) return { drafts, broken: result.refusal };
    drafts.push(result.value);
  }
  return { drafts, broken: null };
}

function parseEntries(raw: readonly RawEntry[]): Result<Entry[], Fault> {
  const entries: Entry[] = [];
  for (const { number, json } of raw) {
    try {
      const entry: unknown = JSON.parse(json);
      if (typeof entry !== 'object' || entry === null || !('event' in entry) || !('text' in entry))
        throw new SyntaxError('no entry');
      entries.push(entry as Entry);
    } catch {
      return refuse({ kind: 'entry', number, why: 'is no entry' });
    }
  }
  return ok(entries);
}

function brokenEntry(entries: readonly Entry[], raw: readonly RawEntry[], stored: StoredDraft): Fault | null {
  const link = firstBrokenLink(entries);
  if (link !== null) return { kind: 'entry', ...link };
  const index = raw.findIndex((row, at) => row.number !== entries[at]?.number || row.hash !== entries[at]?.hash);
  if (index !== -1) return { kind: 'entry', number: index + 1, why: 'is not filed under its own number and hash' };
  return entries.length === stored.entries
    ? null
    : { kind: 'entry', number: entries.length + 1, why: `is missing; the draft has ${stored.entries}` };
}

/** What each entry tells can be taken in. */
function brokenEvent(entries: readonly Entry[]): Fault | null {
  let state = EMPTY_STATE;
  for (const entry of entries) {
    try {
      state = evolve(state, entry);
    } catch {
      return { kind: 'entry', number: entry.number, why: 'tells of nothing that can happen in a record' };
    }
  }
  return null;
}

function brokenUpdate(updates: readonly StoredUpdate[], stored: StoredDraft): Fault | null {
  let previousHash = GENESIS;
  for (const [index, update] of updates.entries()) {
    const number = index + 1;
    if (update.number !== number)
      return { kind: 'update', number, why: `is missing; update ${update.number} stands in its place` };
    if (update.previousHash !== previousHash)
      return { kind: 'update', number, why: 'does not name the hash of the update before' };
    if (updateHash(previousHash, update) !== update.hash) return { kind: 'update', number, why: 'does not hash to what it says' };
    previousHash = update.hash;
  }
  return updates.length === stored.updates
    ? null
    : { kind: 'update', number: updates.length + 1, why: `is missing; the draft has ${stored.updates}` };
}

/** Each update lies where it is looked for, and the next will find its place free. */
function brokenPlace(store: Store, id: DraftId): Fault | null {
  const number = store.drafts.misplacedUpdate(id);
  return number === null ? null : { kind: 'update', number, why: 'does not lie in the place of its number and draft' };
}

/** Each entry carries the meeting that was open. */
function brokenMeeting(entries: readonly Entry[]): Fault | null {
  const number = strayMeeting(entries);
  return number === null ? null : { kind: 'entry', number, why: 'carries another meeting than the one that was open' };
}

/** What rests before it is recorded can be read. */
function brokenRest(store: Store, { id, updates }: StoredDraft): Fault | null {
  return readOrNull(() => store.drafts.pendingEdits(id)) === null
    ? { kind: 'update', number: updates, why: 'leaves an edit at rest that cannot be read' }
    : null;
}

/** Under whose client ids each revision was written can be read. */
function brokenClaims(store: Store, updates: readonly StoredUpdate[], { id, revision }: StoredDraft): Fault | null {
  for (let at = 1; at <= revision; at += 1) {
    const first = updates.find((update) => update.revision === at);
    if (first !== undefined && readOrNull(() => store.drafts.claims(id, at)) === null)
      return { kind: 'update', number: first.number, why: `begins revision ${at}, whose client ids cannot be read` };
  }
  return null;
}

/** Who spoke for a group did so by a mandate in force, which is that of the process. */
function brokenMandate(store: Store, entries: readonly Entry[]): Fault | null {
  const number = withoutMandate(entries);
  if (number !== null) return { kind: 'entry', number, why: 'does not name the mandate by which its seat spoke for a group' };
  const strange = strangeMandate(store, entries);
  return strange === null ? null : { kind: 'entry', ...strange };
}

/** Each entry is by a seat that there is, as it is. */
function brokenActor(store: Store, entries: readonly Entry[]): Fault | null {
  const strange = strangeActor(store, entries);
  return strange === null ? null : { kind: 'entry', ...strange };
}

/** Each entry anchors the text as it stood. */
function brokenHead(entries: readonly Entry[], updates: readonly StoredUpdate[]): Fault | null {
  let last = 0;
  for (const { number, text } of entries) {
    const { hash, revision } = text.number === 0 ? { hash: GENESIS, revision: 1 } : (updates[text.number - 1] ?? {});
    if (hash !== text.hash || revision !== text.revision)
      return { kind: 'entry', number, why: `speaks of a text that is not update ${text.number}` };
    if (text.number < last) return { kind: 'entry', number, why: 'speaks of an earlier text than the entry before' };
    last = text.number;
  }
  return null;
}

/** A revision begins with the update after the one that the entry of the last issue speaks of, and nowhere else. */
function brokenRevision(entries: readonly Entry[], updates: readonly StoredUpdate[], stored: StoredDraft): Fault | null {
  const issues = entries.filter((entry) => entry.event.type === 'RevisionIssued');
  for (const [index, { number, event }] of issues.entries()) {
    if (event.type === 'RevisionIssued' && event.revision !== index + 1)
      return { kind: 'entry', number, why: `issues revision ${event.revision}, not ${index + 1}` };
  }
  for (const { number, revision } of updates) {
    const due = 1 + issues.filter(({ text }) => text.number < number).length;
    if (revision !== due) return { kind: 'update', number, why: `is filed under revision ${revision}, not ${due}` };
  }
  const last = updates.at(-1)?.revision ?? 1;
  if (last !== issues.length + 1)
    return { kind: 'update', number: updates.length + 1, why: `is missing; revision ${issues.length + 1} begins with it` };
  return stored.revision === last ? null : { kind: 'text', number: last, why: `the draft is at revision ${stored.revision}` };
}

/** Whose each change is, in every revision, and in what is being prepared. */
function brokenAuthor(store: Store, updates: readonly StoredUpdate[], { id, revision }: StoredDraft): Fault | null {
  for (let at = 1; at <= revision; at += 1) {
    const own = updates.filter((update) => update.revision === at);
    const wrong =
      foreignClaim(own, store.drafts.claims(id, at)) ?? (at < revision ? null : strayEdit(own, store.drafts.pendingEdits(id)));
    if (wrong !== null) return { kind: 'update', ...wrong };
  }
  const prepared = brokenPreparation(store, id);
  return prepared === null ? null : { kind: 'preparation', number: prepared.number, why: `of ${prepared.id}: ${prepared.why}` };
}
