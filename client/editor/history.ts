import { history, redo, undo } from '@tiptap/pm/history';
import type { Node } from '@tiptap/pm/model';
import type { Plugin, Command, EditorState, Transaction } from '@tiptap/pm/state';
import { AddMarkStep, RemoveMarkStep } from '@tiptap/pm/transform';
import { sameMarks, type Run } from '../../shared/text/clause.ts';
import type { OutcomeOf } from '../../shared/proposals/standing.ts';
import { childrenOf, clauseOf, marksFor, marksOf } from './clause-value.ts';
import { outSpans } from './out-text.ts';
import { spans, textChanges } from './text-changes.ts';

/**
 * Takes back one's own steps, mapped over those of the others: never a change of anybody else's, nor of the record. Yjs's own
 * undo can leave people with different texts (EDITOR 4); to it these are edits like any other.
 */
export function historyPlugin(): Plugin {
  return history({ depth: 500 });
}

/** Takes back the last change of one's own. */
export const takeBack: Command = undo;
/** Makes it again. */
export const makeAgain: Command = redo;

/** Makes a transaction a part of the act before it, so that both are taken back as one. */
export function ofLastAct(transaction: Transaction): Transaction {
  return transaction.setMeta('appendedTransaction', transaction);
}

/**
 * What was typed in a bracket that was decided since is no longer one's own to take back, and nor is the bracket: a transaction after which the same is
 * out of each clause as before, in its order, or null. What undo brought back of it stays; what redo would make twice goes. It must not be
 * appended to the undo itself: prosemirror-history 1.5 would not map what else there is to undo over it.
 */
export function outTextMended(undone: Transaction, state: EditorState, outcomeOf: OutcomeOf): Transaction | null {
  const tr = state.tr.setMeta('addToHistory', false);
  const was = outByClause(undone.before, outcomeOf);
  restoreMarks(tr, undone, was);
  const is = outByClause(tr.doc, outcomeOf);
  const { before, after } = rows(was, is);
  const standing = new Map(is.map((one) => [one.key, one]));
  // From the end, so that a change does not move the places of those before it.
  for (const change of textChanges(runsOf(before), runsOf(after)).toReversed()) {
    if (isRedo(undone)) {
      for (const pos of insertedBy(undone, pieces(after, change.newFrom, change.newTo)).toReversed()) tr.delete(pos, pos + 1);
    }
    const gap = gapAt(after, change.newFrom, state.doc);
    let place = gap.until;
    for (const { key, pos, run } of pieces(before, change.from, change.to).toReversed()) {
      const own = within(undone.mapping.map(pos, -1), standing.get(key) ?? gap);
      place = placeIn(state.doc, within(own, { from: gap.from, until: place }));
      tr.insert(place, state.schema.text(run.text, marksFor(state.schema, run)));
    }
  }
  return tr.docChanged ? tr : null;
}

/** prosemirror-history keeps the key of this note to itself. */
function isRedo(transaction: Transaction): boolean {
  const note: unknown = transaction.getMeta('history$');
  return typeof note === 'object' && note !== null && 'redo' in note && note.redo === true;
}

/** Characters that are out, or the end of a clause, which stands for it in a row of such. */
interface Placed {
  readonly key: string;
  readonly run: Run;
  readonly pos: number;
  readonly isEnd: boolean;
}

/** Places from one to another. */
interface Gap {
  readonly from: number;
  readonly until: number;
}

/** What is out of a clause, in the places that its words have. `key`: its id, and which it is of those that have it. */
interface OutOfClause extends Gap {
  readonly key: string;
  readonly out: readonly Placed[];
}

function outByClause(doc: Node, outcomeOf: OutcomeOf): OutOfClause[] {
  const found: OutOfClause[] = [];
  const times = new Map<unknown, number>();
  let from = 1;
  for (const node of childrenOf(doc)) {
    const id: unknown = node.attrs['id'];
    const time = (times.get(id) ?? 0) + 1;
    times.set(id, time);
    const key = JSON.stringify([id, time]);
    const out = outSpans(node, outcomeOf).flatMap((span) =>
      spans(clauseOf(node).runs, span.from, span.to).map(({ run, from: start, to }): Placed => {
        const piece = { ...run, text: node.textBetween(start, to) };
        return { key, run: piece, pos: from + start, isEnd: false };
      }),
    );
    found.push({ key, out, from, until: from + node.content.size });
    from += node.nodeSize;
  }
  return found;
}

/** What was out and what is, clause by clause in the order that they have now; one that went stands behind the one behind which it stood. */
function rows(was: readonly OutOfClause[], is: readonly OutOfClause[]): { readonly before: Placed[]; readonly after: Placed[] } {
  const told = [...new Set([...was, ...is].filter(({ out }) => out.length > 0).map(({ key }) => key))];
  const signs = new Map(told.map((key, index) => [key, String.fromCodePoint(FIRST_SIGN + index)]));
  const row = (clauses: readonly OutOfClause[]): Placed[] =>
    clauses.flatMap(({ key, out, until }) => {
      const text = signs.get(key);
      return text === undefined ? [] : [...out, { key, run: { text, insertions: [], deletions: [] }, pos: until, isEnd: true }];
    });
  const places = new Map(is.map(({ key }, index) => [key, index]));
  let place = -1;
  const placed = was.map((one) => ({ one, place: (place = places.get(one.key) ?? place) }));
  return { before: row(placed.toSorted((a, b) => a.place - b.place).map(({ one }) => one)), after: row(is) };
}

/** Ends of clauses are told apart by signs that no text has: those of the last plane, which nobody gives a meaning. */
const FIRST_SIGN = 0x10_00_00;

function runsOf(placed: readonly Placed[]): Run[] {
  return placed.map(({ run }) => run);
}

/** The characters of a row that lie between two offsets, counted over all of it. */
function pieces(placed: readonly Placed[], from: number, to: number): Placed[] {
  const found: Placed[] = [];
  let start = 0;
  for (const { run, pos, ...rest } of placed) {
    const [first, end] = [Math.max(from, start), Math.min(to, start + run.text.length)];
    if (first < end && !rest.isEnd)
      found.push({ ...rest, run: { ...run, text: run.text.slice(first - start, end - start) }, pos: pos + first - start });
    start += run.text.length;
  }
  return found;
}

/** Where in the document there is room between what a row has before an offset and what it has behind it. */
function gapAt(placed: readonly Placed[], offset: number, doc: Node): Gap {
  let from = 1;
  let start = 0;
  for (const { run, pos, isEnd } of placed) {
    const length = run.text.length;
    if (start + length > offset)
      return start < offset ? { from: pos + offset - start, until: pos + offset - start } : { from, until: pos };
    from = isEnd ? pos : pos + length;
    start += length;
  }
  return { from, until: doc.content.size - 1 };
}

/** The places of those characters that a transaction brought in. */
function insertedBy({ mapping }: Transaction, placed: readonly Placed[]): number[] {
  const back = mapping.invert();
  return placed
    .flatMap(({ pos, run }) => Array.from({ length: run.text.length }, (_, index) => pos + index))
    .filter((pos) => back.mapResult(pos).deletedAfter);
}

/** Gives characters that were out, and still stand, the marks that they had. */
function restoreMarks(tr: Transaction, { steps, mapping }: Transaction, was: readonly OutOfClause[]): void {
  if (!steps.some((step) => step instanceof AddMarkStep || step instanceof RemoveMarkStep)) return;
  for (const { pos, run } of was.flatMap(({ out }) => out)) {
    for (let offset = 0; offset < run.text.length; offset += 1) {
      const { pos: at, deletedAfter } = mapping.mapResult(pos + offset);
      const node = deletedAfter ? null : tr.doc.nodeAt(at);
      if (node === null || sameMarks({ text: '', ...marksOf(node.marks) }, run)) continue;
      tr.removeMark(at, at + 1);
      for (const mark of marksFor(tr.doc.type.schema, run)) tr.addMark(at, at + 1, mark);
    }
  }
}

function within(pos: number, { from, until }: Gap): number {
  return Math.max(from, Math.min(until, pos));
}

function placeIn(doc: Node, pos: number): number {
  const place = doc.resolve(pos);
  if (place.parent.isTextblock) return pos;
  return place.nodeBefore === null ? pos + 1 : pos - 1;
}
