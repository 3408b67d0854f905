import { history, redo, undo } from '@tiptap/pm/history';
import type { Node } from '@tiptap/pm/model';
import type { Plugin, Command, EditorState, Transaction } from '@tiptap/pm/state';
import type { Run } from '../../shared/text/clause.ts';
import type { OutcomeOf } from '../../shared/proposals/standing.ts';
import { childrenOf, clauseOf, marksFor } from './clause-value.ts';
import { outSpans } from './out-text.ts';
import { spans, textChanges } from './text-changes.ts';

/**
 * Takes back one's own steps, mapped over those of the others: never a change of anybody else's, nor of the record. Yjs's own undo can
 * leave people with different texts (EDITOR 4); to it these are edits like any other.
 */
export function historyPlugin(): Plugin {
  return history({ depth: 500 });
}

/** Takes back the last change of one's own. */
export const takeBack: Command = undo;
/** Makes it again. */
export const makeAgain: Command = redo;

/**
 * What was typed in a bracket that was decided since is no longer one's own to take back: a transaction that puts back what undo took of
 * it, or null. It must not be appended to the undo itself: prosemirror-history 1.5 would not map what else there is to undo over it.
 */
export function outTextTaken(undone: Transaction, state: EditorState, outcomeOf: OutcomeOf): Transaction | null {
  const lost = lostOutText(undone, state.doc, outcomeOf);
  if (lost.length === 0) return null;
  const tr = state.tr.setMeta('addToHistory', false);
  for (const { pos, run } of lost.toReversed()) tr.insert(pos, state.schema.text(run.text, marksFor(state.schema, run)));
  return tr;
}

interface Placed {
  readonly run: Run;
  readonly pos: number;
}

function lostOutText(undone: Transaction, doc: Node, outcomeOf: OutcomeOf): Placed[] {
  const before = outRuns(undone.before, outcomeOf);
  const after = outRuns(doc, outcomeOf);
  const lost: Placed[] = [];
  const runs = before.map((placed) => placed.run);
  for (const change of textChanges(
    runs,
    after.map((placed) => placed.run),
  )) {
    for (const { run, from, to } of spans(runs, change.from, change.to)) {
      const index = runs.indexOf(run);
      const start = runs.slice(0, index).reduce((sum, each) => sum + each.text.length, 0);
      const pos = undone.mapping.map((before[index]?.pos ?? 0) + from - start, -1);
      lost.push({ run: { ...run, text: run.text.slice(from - start, to - start) }, pos: placeIn(doc, pos) });
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
