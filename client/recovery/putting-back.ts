import * as Y from 'yjs';
import { clauseId, type ClauseId, type ProposalId } from '../../shared/base/ids.ts';
import { randomId } from '../state/random-id.ts';
import type { OutcomeOf } from '../../shared/proposals/standing.ts';
import { asCellPlace } from '../../shared/text/cell.ts';
import type { Run } from '../../shared/text/clause.ts';
import { attributesOf as marksOf, markedProposal, markKey } from '../../shared/text/marks.ts';
import { footnoteKey, footnoteLabel } from '../../shared/text/numbering.ts';
import { goneNote } from '../../shared/text/passages.ts';
import { CLAUSE_NODE, isKind, readText, textOf } from '../../shared/text/reading.ts';
import { elementOf } from '../../shared/text/writing.ts';
import { arrivalsOf } from '../sync/arrivals.ts';
import { besideOf, type LostWords } from './lost-words.ts';

/** Origin of the transaction that puts words back. */
const PUT_BACK = 'put back';

interface Spot {
  readonly text: Y.XmlText;
  readonly at: number;
}

/**
 * Types recovered words where they belong, as an edit of whoever does it: in their clause behind the words that stood before them, or
 * where those are gone, before those that stood after them, or at its end; where the clause is gone, as a clause of their own behind the
 * one that stood before it. They are read there: what they were written in may have been decided since, and they do not go out with it; what is open still, or the
 * record has yet to hear of, they are in again. Gives back the clause in which they are.
 */
export function putBack(doc: Y.Doc, recovery: LostWords, record: Recorded, newClauseId: () => ClauseId): ClauseId {
  // The editor must show what the text says when something is written beside it.
  arrivalsOf(doc).release();
  return doc.transact(() => {
    const element = recovery.clause === null ? null : clauseNamed(doc, recovery.clause);
    if (element === null || recovery.clause === null) return asOwnClause(doc, recovery, record, newClauseId());
    const { text, at } = spotFor(element, recovery);
    write(text, at, runsOf(recovery), record);
    return recovery.clause;
  }, PUT_BACK);
}

/** What is known of proposals. */
export interface Recorded {
  readonly outcomeOf: OutcomeOf;
  readonly isKnown: (proposal: ProposalId) => boolean;
}

function runsOf({ runs, words }: Pick<LostWords, 'runs' | 'words'>): readonly Run[] {
  return runs ?? [{ text: words, insertions: [], deletions: [] }];
}

/**
 * Each run is in what it was typed in as well: in a bracket that the record knows where it stands beside it, since anywhere else it would be said that its
 * proposer wants these words there; in one that it does not know by itself.
 */
function write(text: Y.XmlText, at: number, runs: readonly Run[], { outcomeOf, isKnown }: Recorded): void {
  const around = attributesAt(text, at, outcomeOf);
  const beside = [attributesOf(text, at - 1), attributesOf(text, at)];
  const isThere = (id: ProposalId): boolean => beside.some((attributes) => markKey('insertion', id) in attributes);
  let end = at;
  for (const run of runs) {
    const insertions = run.insertions.filter((id) => outcomeOf(id) === 'open' && (!isKnown(id) || isThere(id)));
    text.insert(end, run.text, { ...around, ...marksOf({ insertions, deletions: [] }) });
    end += run.text.length;
  }
}

function spotFor(element: Y.XmlElement, { before, after }: Pick<LostWords, 'before' | 'after'>): Spot {
  const texts = element.toArray().filter((child) => child instanceof Y.XmlText);
  for (const text of texts) {
    const at = offsetFor(wordsOf(text), before, after);
    if (at !== null) return { text, at };
  }
  const last = texts.at(-1);
  if (last !== undefined) return { text: last, at: last.length };
  const text = new Y.XmlText();
  element.insert(0, [text]);
  return { text, at: 0 };
}

/** Where words belong between those before and those after, or null where neither is there. The longer the agreement, the better. */
function offsetFor(text: string, before: string, after: string): number | null {
  for (let length = before.length; length > 0; length = length > 4 ? Math.floor(length * 0.7) : length - 1) {
    const found = lastPlace(text, before.slice(-length), after);
    if (found !== null) return found + length;
    if (length <= 3) break;
  }
  for (let length = after.length; length > 0; length = Math.floor(length * 0.7)) {
    const found = text.indexOf(after.slice(0, length));
    if (found !== -1) return found;
    if (length <= 3) break;
  }
  return before === '' && after === '' ? text.length : null;
}

/** Of the places where words stand, the one with what comes after them, else the last. */
function lastPlace(text: string, words: string, after: string): number | null {
  const beginning = after.slice(0, 8);
  let found: number | null = null;
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    found = at;
    if (beginning !== '' && text.startsWith(beginning, at + words.length)) return at;
  }
  return found;
}

/** Slots count as characters in a text: offsets must. */
function wordsOf(text: Y.XmlText): string {
  return (text.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : '\uFFFC')).join('');
}

/** SPEC P8: new words inside a bracket take part in what both their neighbours carry, and in nothing else; nor in what has been decided. */
function attributesAt(text: Y.XmlText, at: number, outcomeOf: OutcomeOf): Record<string, unknown> {
  const left = attributesOf(text, at - 1);
  const right = attributesOf(text, at);
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  const isShared = (name: string): boolean => name in left && name in right && !isDecided(name, left[name], outcomeOf);
  return Object.fromEntries([...names].map((name) => [name, isShared(name) ? left[name] : null]));
}

function isDecided(name: string, value: unknown, outcomeOf: OutcomeOf): boolean {
  const mark = markedProposal(name, value);
  return mark !== null && outcomeOf(mark.proposal) !== 'open';
}

function attributesOf(text: Y.XmlText, at: number): Record<string, unknown> {
  let start = 0;
  for (const { insert, attributes } of text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
    start += typeof insert === 'string' ? insert.length : 1;
    if (at >= 0 && at < start) return attributes ?? {};
  }
  return {};
}

function asOwnClause(doc: Y.Doc, recovery: LostWords, { isKnown }: Recorded, id: ClauseId): ClauseId {
  const beside = besideOf((one) => clauseNamed(doc, one), recovery);
  const level = beside?.getAttribute('level') as unknown;
  const kind: unknown = beside?.getAttribute('kind');
  const cell = asCellPlace(beside?.getAttribute('cell'));
  const isParagraph = kind === 'paragraph' || kind === 'subparagraph' || kind === 'text';
  const note = noteAgain(doc, recovery);
  const element = elementOf({
    id,
    ...(note === null
      ? {
          kind: isParagraph && isKind(kind) ? kind : 'text',
          level: isParagraph && typeof level === 'number' ? level : 0,
          label: '',
          // Behind a cell they stand in that cell, and the table stays whole.
          ...(cell === null ? {} : { cell }),
        }
      : { kind: 'footnote', level: 0, label: footnoteLabel(note) }),
    runs: trimmed(runsOf(recovery)).map((run) => ({ ...run, insertions: run.insertions.filter((one) => !isKnown(one)) })),
  });
  const root = textOf(doc);
  if (beside === null) root.insert(0, [element]);
  else root.insertAfter(beside, [element]);
  return id;
}

/** The key of the footnote as which words come back whose clause is gone: that which it was, but where another has its mark by now. */
export function noteAgain(doc: Y.Doc, { note, clause }: Pick<LostWords, 'note' | 'clause'>): string | null {
  const key = note ?? (clause === null ? null : goneNote(doc, clause));
  return key === null || readText(doc).some(({ label }) => footnoteKey(label) === key) ? null : key;
}

function trimmed(runs: readonly Run[]): Run[] {
  const last = runs.length - 1;
  return runs
    .map((run, at) => ({ ...run, text: at === 0 ? run.text.trimStart() : run.text }))
    .map((run, at) => ({ ...run, text: at === last ? run.text.trimEnd() : run.text }))
    .filter(({ text }) => text !== '');
}

function clauseNamed(doc: Y.Doc, id: ClauseId): Y.XmlElement | null {
  for (const node of textOf(doc).toArray())
    if (node instanceof Y.XmlElement && node.nodeName === CLAUSE_NODE && node.getAttribute('id') === id) return node;
  return null;
}

/** A new id for a clause, from the browser's source of randomness. */
export function randomClauseId(): ClauseId {
  return clauseId(randomId('c'));
}
