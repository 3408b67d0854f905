import * as Y from 'yjs';
import { isOpenBracket } from '../../shared/proposals/proposal.ts';
import type { Entry } from '../../shared/record/event.ts';
import { replay } from '../../shared/record/evolve.ts';
import { nextDeadline } from '../../shared/record/silence.ts';
import { countOpenBrackets } from '../../shared/record/state.ts';
import { proposalsIn } from '../../shared/text/clause.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { readText } from '../../shared/text/reading.ts';
import { applyLogged, replayDoc } from '../rooms/replaying.ts';
import type { StoredDraft, StoredSnapshot, StoredUpdate } from '../store/store.ts';
import type { Fault } from './broken-draft.ts';
import { IssuedTexts } from './issued-texts.ts';

/** Replays a draft's text, revision by revision: what its updates make is what was issued, what its snapshots hold, and what its record and the desk tell. */
export function brokenText(
  entries: readonly Entry[],
  updates: readonly StoredUpdate[],
  { snapshots, stored }: { readonly snapshots: readonly StoredSnapshot[]; readonly stored: StoredDraft },
): Fault | null {
  const issued = new IssuedTexts(entries);
  const left = [...snapshots];
  let doc = replayDoc([]);
  let at = 1;
  for (const { number, revision, bytes } of updates) {
    const begins = revision === at ? null : issued.freeze(doc);
    if (begins?.ok === false) return { kind: 'entry', ...begins.refusal };
    if (begins !== null) doc = replayDoc([]);
    at = revision;
    try {
      applyLogged(doc, bytes);
    } catch {
      return { kind: 'update', number, why: 'cannot be applied' };
    }
    if (begins?.ok === true && textDigest(begins.value) !== textDigest(readText(doc)))
      return { kind: 'update', number, why: `does not begin revision ${revision} with the text that was issued` };
    const [next] = left;
    if (next?.number === number) {
      left.shift();
      if (next.revision !== revision || !isSameText(doc, next.bytes))
        return { kind: 'snapshot', number, why: 'is not what the updates make' };
    }
  }
  const latest = stored.snapshot;
  if (latest > 0 && !snapshots.some(({ number }) => number === latest))
    return { kind: 'snapshot', number: latest, why: 'is missing' };
  const [beyond] = left;
  if (beyond !== undefined) return { kind: 'snapshot', number: beyond.number, why: 'belongs to no update' };
  return brokenExistence(entries, doc) ?? brokenSummary(entries, doc, stored);
}

/** Both documents in the form that Yjs gives them when it reads them in one piece, so that only their content counts. */
function isSameText(doc: Y.Doc, snapshot: Uint8Array): boolean {
  try {
    const ours = Y.encodeStateAsUpdate(replayDoc([Y.encodeStateAsUpdate(doc)]));
    const theirs = Y.encodeStateAsUpdate(replayDoc([snapshot]));
    return Buffer.compare(ours, theirs) === 0;
  } catch {
    return false;
  }
}

/** What the store goes by to let silence pass is what the record says. */
export function brokenDeadline(entries: readonly Entry[], { dueAt }: StoredDraft): Fault | null {
  const { silences, last } = replay(entries);
  const due = nextDeadline(silences);
  return due === dueAt
    ? null
    : { kind: 'text', number: last, why: `the draft is due ${dueAt ?? 'never'}, not ${due ?? 'never'}` };
}

/** Invariant 1: text and record never disagree about existence. */
function brokenExistence(entries: readonly Entry[], doc: Y.Doc): Fault | null {
  const { proposals, last } = replay(entries);
  const inText = proposalsIn(readText(doc));
  for (const id of inText)
    if (!proposals.has(id)) return { kind: 'text', number: last, why: `proposal ${id} stands in the text and not in the record` };
  for (const proposal of proposals.values()) {
    if (isOpenBracket(proposal) && !inText.has(proposal.id))
      return { kind: 'text', number: last, why: `proposal ${proposal.id} is open in the record and has no words in the text` };
  }
  return null;
}

/** What the desk tells of a draft follows from its text and its record. */
function brokenSummary(
  entries: readonly Entry[],
  doc: Y.Doc,
  { title, clauses, openProposals: open }: StoredDraft,
): Fault | null {
  const state = replay(entries);
  const follows = { title: state.title, clauses: readText(doc).length, open: countOpenBrackets(state) };
  if (title !== follows.title) return { kind: 'text', number: state.last, why: 'the draft has another title than its record' };
  return clauses === follows.clauses && open === follows.open
    ? null
    : { kind: 'text', number: state.last, why: `the draft counts ${clauses} clauses and ${open} open brackets wrongly` };
}
