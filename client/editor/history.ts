import { history, isHistoryTransaction, redo, undo } from '@tiptap/pm/history';
import type { Node } from '@tiptap/pm/model';
import { Plugin, type Command, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Mapping } from '@tiptap/pm/transform';
import type { Run } from '../../shared/text/clause.ts';
import type { OutcomeOf } from '../../shared/proposals/standing.ts';
import { childrenOf, clauseOf, marksFor } from './clause-value.ts';
import { outSpans } from './out-text.ts';
import { spans, textChanges } from './text-changes.ts';

/**
 * Takes back one's own steps, mapped over those of the others: never a change of anybody else's, nor of the record. Yjs's own undo can
 * leave people with different texts (EDITOR 4); to it these are edits like any other.
 */
export function historyPlugins(outcomeOf: () => OutcomeOf): Plugin[] {
  return [history({ depth: 500 }), outTextAfterUndo(outcomeOf)];
}

/** Takes back the last change of one's own. */
export const takeBack: Command = undo;
/** Makes it again. */
export const makeAgain: Command = redo;

/** What was typed in a bracket that was decided since is no longer one's own to take back: what undo took of it comes back. */
function outTextAfterUndo(outcomeOf: () => OutcomeOf): Plugin {
  return new Plugin({
    appendTransaction(transactions, old, state) {
      if (!transactions.some(isHistoryTransaction)) return null;
      const lost = lostOutText(transactions, old, state, outcomeOf());
      if (lost.length === 0) return null;
      const tr = state.tr;
      for (const { pos, run } of lost.toReversed()) tr.insert(pos, state.schema.text(run.text, marksFor(state.schema, run)));
      return tr;
    },
  });
}

interface Placed {
  readonly run: Run;
  readonly pos: number;
}

function lostOutText(transactions: readonly Transaction[], old: EditorState, state: EditorState, outcomeOf: OutcomeOf): Placed[] {
  const mapping = new Mapping(transactions.flatMap((tr) => tr.mapping.maps));
  const before = outRuns(old.doc, outcomeOf);
  const after = outRuns(state.doc, outcomeOf);
  const lost: Placed[] = [];
  const runs = before.map((placed) => placed.run);
  for (const change of textChanges(runs, after.map((placed) => placed.run))) {
    for (const { run, from, to } of spans(runs, change.from, change.to)) {
      const index = runs.indexOf(run);
      const start = runs.slice(0, index).reduce((sum, each) => sum + each.text.length, 0);
      const pos = mapping.map((before[index]?.pos ?? 0) + from - start, -1);
      lost.push({ run: { ...run, text: run.text.slice(from - start, to - start) }, pos: placeIn(state.doc, pos) });
    }
  }
  return lost.toSorted((a, b) => a.pos - b.pos);
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
