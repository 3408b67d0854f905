import { Slice, type Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import type { Run } from '../../shared/text/clause.ts';
import { clauseOf, marksFor } from './clause-value.ts';
import { markChanges, textChanges, type TextChange } from './text-changes.ts';
import { leadsTo } from './told-changes.ts';

/**
 * Makes a clause say what another node says, in steps that touch only what differs: carets, decorations and the undo history are
 * mapped through them, and whatever a step replaces is lost to all three. The marks of the result may stand in another order than
 * the node's. `told`: where its words changed, where that is known.
 */
export function changeClause(
  tr: Transaction,
  pos: number,
  [before, after]: readonly [Node, Node],
  told: readonly TextChange[] | null,
): void {
  for (const name of ['id', 'kind', 'level', 'label', 'cell', 'sealed']) {
    if (before.attrs[name] !== after.attrs[name]) tr.setNodeAttribute(pos, name, after.attrs[name]);
  }
  const start = pos + 1;
  const old = clauseOf(before).runs;
  const now = clauseOf(after).runs;
  const changes = told !== null && leadsTo(told, old, now) ? told : textChanges(old, now);
  for (const change of changes.toReversed()) {
    const slice = new Slice(after.content.cut(change.newFrom, change.newTo), 0, 0);
    tr.step(new ReplaceStep(start + change.from, start + change.to, slice));
  }
  for (const change of markChanges(old, now, changes)) changeMarks(tr, start + change.from, start + change.to, change);
}

function changeMarks(tr: Transaction, from: number, to: number, change: { readonly before: Run; readonly after: Run }): void {
  const { schema } = tr.doc.type;
  const old = marksFor(schema, change.before);
  const now = marksFor(schema, change.after);
  for (const mark of old) if (!mark.isInSet(now)) tr.removeMark(from, to, mark);
  for (const mark of now) if (!mark.isInSet(old)) tr.addMark(from, to, mark);
}
