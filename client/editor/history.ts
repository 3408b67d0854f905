import { history, redo, undo } from '@tiptap/pm/history';
import type { Node } from '@tiptap/pm/model';
import type { Plugin, Command, EditorState, Transaction } from '@tiptap/pm/state';
import { AddMarkStep, RemoveMarkStep } from '@tiptap/pm/transform';
import { groupBy } from '../../shared/base/group-by.ts';
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
 * out as before, in its clause and order, or null. What undo brought back of it stays; what redo would make twice goes. It must not be
 * appended to the undo itself: prosemirror-history 1.5 would not map what else there is to undo over it.
 */
export function outTextMended(undone: Transaction, state: EditorState, outcomeOf: OutcomeOf): Transaction | null {
  const tr = state.tr.setMeta('addToHistory', false);
  restoreMarks(tr, undone, outCharacters(undone.before, state.doc, outcomeOf));
  const before = outCharacters(undone.before, tr.doc, outcomeOf);
  const after = outCharacters(tr.doc, undone.before, outcomeOf);
  const found = pairs(before, after, undone);
  const repeated = isRedo(undone) ? without(after, new Set(found.values())).filter((one) => isBrought(undone, one)) : [];
  const lost = placesOf(before, found, { undone, doc: tr.doc });
  // From the end, so that a change does not move the places of those before it.
  for (const { pos } of repeated.toReversed()) tr.delete(pos, pos + 1);
  for (const [pos, together] of [...groupBy(lost, (one) => one.pos)].toReversed())
    tr.insert(
      tr.mapping.map(pos, -1),
      together.map(({ run }) => state.schema.text(run.text, marksFor(state.schema, run))),
    );
  return tr.docChanged ? tr : null;
}

/** prosemirror-history keeps the key of this note to itself. */
function isRedo(transaction: Transaction): boolean {
  const note: unknown = transaction.getMeta('history$');
  return typeof note === 'object' && note !== null && 'redo' in note && note.redo === true;
}

/** One character that is out, where it stands, and in which clause: its id, and which it is of those that have it. */
interface OutCharacter {
  readonly clause: string;
  readonly run: Run;
  readonly pos: number;
}

/** Of which character as it was which one is the same as it is. */
type Pairs = ReadonlyMap<OutCharacter, OutCharacter>;

/** What is out of a text, but for clauses that stand just so in another. */
function outCharacters(doc: Node, other: Node, outcomeOf: OutcomeOf): OutCharacter[] {
  const same = new Set(childrenOf(other));
  const times = new Map<unknown, number>();
  const found: OutCharacter[] = [];
  doc.forEach((node, start) => {
    const id: unknown = node.attrs['id'];
    const time = (times.get(id) ?? 0) + 1;
    times.set(id, time);
    if (same.has(node)) return;
    const clause = JSON.stringify([id, time]);
    const { runs } = clauseOf(node);
    for (const span of outSpans(node, outcomeOf))
      for (const { run, from, to } of spans(runs, span.from, span.to))
        for (let at = from; at < to; at += 1)
          found.push({ clause, run: { ...run, text: node.textBetween(at, at + 1) }, pos: start + 1 + at });
  });
  return found;
}

/** What stayed where it was, then what is the same within its clause, then what is the same in whatever clause it has come to stand. */
function pairs(before: readonly OutCharacter[], after: readonly OutCharacter[], { mapping }: Transaction): Pairs {
  const found = new Map<OutCharacter, OutCharacter>();
  const standing = new Map(after.map((one) => [one.pos, one]));
  for (const one of before) {
    const { pos, deletedAfter } = mapping.mapResult(one.pos);
    const other = deletedAfter ? undefined : standing.get(pos);
    if (other !== undefined) found.set(one, other);
  }
  const pairRest = (isMeant: (one: OutCharacter) => boolean): void => {
    const [old, now] = [without(before, found).filter(isMeant), without(after, new Set(found.values())).filter(isMeant)];
    for (const [index, other] of sameIn(old, now)) found.set(old[index] as OutCharacter, now[other] as OutCharacter);
  };
  for (const clause of new Set(without(before, found).map((one) => one.clause))) pairRest((one) => one.clause === clause);
  pairRest(() => true);
  return found;
}

/** Which of one row are the same as which of another, in the order of both. */
function* sameIn(old: readonly OutCharacter[], now: readonly OutCharacter[]): Generator<readonly [number, number], undefined> {
  const [runs, others] = [old.map(({ run }) => run), now.map(({ run }) => run)];
  let [at, other] = [0, 0];
  for (const change of [...textChanges(runs, others), { from: old.length, to: 0, newTo: 0 }]) {
    for (; at < change.from; at += 1, other += 1) if (sameMarks(runs[at] as Run, others[other] as Run)) yield [at, other];
    [at, other] = [change.to, change.newTo];
  }
  return undefined;
}

function without(all: readonly OutCharacter[], known: { has(one: OutCharacter): boolean }): OutCharacter[] {
  return all.filter((one) => !known.has(one));
}

/** Whether a transaction brought a character in that it left there. */
function isBrought({ mapping }: Transaction, { pos }: OutCharacter): boolean {
  return mapping.invert().mapResult(pos).deletedAfter;
}

/** What is gone, with its place: where it stood, and between what is left of its clause before and behind it. Ascending, of one place in order. */
function placesOf(
  before: readonly OutCharacter[],
  found: Pairs,
  { undone, doc }: { readonly undone: Transaction; readonly doc: Node },
): OutCharacter[] {
  const last = nearest(before, found);
  const next = nearest(before.toReversed(), found);
  const lost = before.flatMap((one) => {
    if (found.has(one)) return [];
    const mapped = placeIn(doc, undone.mapping.map(one.pos, -1));
    return [{ ...one, pos: Math.max((last.get(one) ?? -1) + 1, Math.min(next.get(one) ?? mapped, mapped)) }];
  });
  return lost.toSorted((a, b) => a.pos - b.pos);
}

/** Of each character the place of the last one before it in its clause that is left; none where there is no such. */
function nearest(before: readonly OutCharacter[], found: Pairs): ReadonlyMap<OutCharacter, number> {
  const left = new Map<string, number>();
  const places = new Map<OutCharacter, number>();
  for (const one of before) {
    const known = left.get(one.clause);
    if (known !== undefined) places.set(one, known);
    const pos = found.get(one)?.pos;
    if (pos !== undefined) left.set(one.clause, pos);
  }
  return places;
}

/** Gives characters that were out, and still stand, the marks that they had. */
function restoreMarks(tr: Transaction, { steps, mapping }: Transaction, was: readonly OutCharacter[]): void {
  if (!steps.some((step) => step instanceof AddMarkStep || step instanceof RemoveMarkStep)) return;
  for (const { pos, run } of was) {
    const { pos: at, deletedAfter } = mapping.mapResult(pos);
    const node = deletedAfter ? null : tr.doc.nodeAt(at);
    if (node === null || sameMarks({ text: '', ...marksOf(node.marks) }, run)) continue;
    tr.removeMark(at, at + 1);
    for (const mark of marksFor(tr.doc.type.schema, run)) tr.addMark(at, at + 1, mark);
  }
}

function placeIn(doc: Node, pos: number): number {
  const place = doc.resolve(pos);
  if (place.parent.isTextblock) return pos;
  return place.nodeBefore === null ? pos + 1 : pos - 1;
}
