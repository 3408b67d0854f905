import { history, redo, undo } from '@tiptap/pm/history';
import type { Node } from '@tiptap/pm/model';
import type { Plugin, Command, EditorState, Transaction } from '@tiptap/pm/state';
import type { Run } from '../../shared/text/clause.ts';
import type { OutcomeOf } from '../../shared/proposals/standing.ts';
import { childrenOf, clauseOf, marksFor } from './clause-value.ts';
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

/**
 * What was typed in a bracket that was decided since is no longer one's own to take back: a transaction that puts back what undo
 * took of it and takes out what redo would make twice, or null. It must not be appended to the undo itself: prosemirror-history
 * 1.5 would not map what else there is to undo over it.
 */
export function outTextMended(undone: Transaction, state: EditorState, outcomeOf: OutcomeOf): Transaction | null {
  // What is out goes along with a clause that is moved.
  if (sameOut(undone.before, state.doc, outcomeOf)) return null;
  const before = outRuns(undone.before, outcomeOf);
  const after = outRuns(state.doc, outcomeOf);
  const tr = state.tr.setMeta('addToHistory', false);
  for (const change of textChanges(runsOf(before), runsOf(after)).toReversed()) {
    if (isRedo(undone)) {
      for (const { pos, run } of pieces(after, change.newFrom, change.newTo).toReversed()) tr.delete(pos, pos + run.text.length);
    }
    for (const { pos, run } of pieces(before, change.from, change.to).toReversed()) {
      const place = placeIn(tr.doc, tr.mapping.map(undone.mapping.map(pos, -1), -1));
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

interface Placed {
  readonly run: Run;
  readonly pos: number;
}

function runsOf(placed: readonly Placed[]): Run[] {
  return placed.map((each) => each.run);
}

/** The parts of rows of characters that lie between two offsets, counted over all of them. */
function pieces(placed: readonly Placed[], from: number, to: number): Placed[] {
  const found: Placed[] = [];
  let start = 0;
  for (const { run, pos } of placed) {
    const [first, end] = [Math.max(from, start), Math.min(to, start + run.text.length)];
    if (first < end) found.push({ run: { ...run, text: run.text.slice(first - start, end - start) }, pos: pos + first - start });
    start += run.text.length;
  }
  return found;
}

/** Whether the same is out of the same clauses, in whatever order they stand. */
function sameOut(before: Node, after: Node, outcomeOf: OutcomeOf): boolean {
  const out = (doc: Node): string =>
    childrenOf(doc)
      .flatMap((node) => {
        const words = outSpans(node, outcomeOf).map(({ from, to }) => node.textBetween(from, to));
        // What was cut between them may have come back meanwhile.
        return words.length === 0 ? [] : [JSON.stringify([node.attrs['id'], words.join('')])];
      })
      .toSorted()
      .join();
  return out(before) === out(after);
}

function outRuns(doc: Node, outcomeOf: OutcomeOf): Placed[] {
  const found: Placed[] = [];
  let start = 0;
  for (const node of childrenOf(doc)) {
    for (const span of outSpans(node, outcomeOf)) {
      for (const { run, from, to } of spans(clauseOf(node).runs, span.from, span.to)) {
        const text = node.textBetween(from, to);
        found.push({ run: { ...run, text }, pos: start + 1 + from });
      }
    }
    start += node.nodeSize;
  }
  return found;
}

function placeIn(doc: Node, pos: number): number {
  const place = doc.resolve(pos);
  if (place.parent.isTextblock) return pos;
  return place.nodeBefore === null ? pos + 1 : pos - 1;
}
