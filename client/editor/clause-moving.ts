import type { Node } from '@tiptap/pm/model';
import { Plugin, TextSelection, type Selection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { OutcomeOf } from '../../shared/proposals/standing.ts';
import { cellOf, type CellPlace } from '../../shared/text/cell.ts';
import { startOf } from './bound-clauses.ts';
import { childrenOf } from './clause-value.ts';
import type { EditorContext, KeyAction } from './editor-context.ts';
import { isOutClause } from './out-text.ts';

const MOVES = 'moves clauses';

/** Whether a transaction only puts clauses elsewhere, whole, with what is out in them. */
export function movesClauses(transaction: Transaction): boolean {
  return transaction.getMeta(MOVES) === true;
}

/** A transaction that does so. */
export function asMove(transaction: Transaction): Transaction {
  return transaction.setMeta(MOVES, true);
}

/** Puts the clauses of the selection before the next one that is seen, or behind it, as they are. */
export function moveClauses(by: 1 | -1): KeyAction {
  return (view, context) => {
    const nodes = childrenOf(view.state.doc);
    const [first, last] = rowOf(view.state.selection);
    const beyond = passed(nodes, by === 1 ? last : first, by, context.options.facts().outcomeOf);
    if (beyond !== null) put(view, context, by === 1 ? beyond + 1 : beyond);
    return true;
  };
}

/** Clauses that are selected whole and dragged are put before or behind the one or the table on which they are dropped, as they are. */
export function clauseDragging(context: EditorContext): Plugin {
  return new Plugin({
    props: {
      handleDrop(view, event, _slice, moved) {
        const { selection, doc } = view.state;
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (!moved || at === null || !isWhole(selection)) return false;
        const [first, last] = withTable(childrenOf(doc), Math.min(doc.resolve(at.pos).index(0), doc.childCount - 1));
        const [top, bottom] = [view.nodeDOM(startOf(doc, first)), view.nodeDOM(startOf(doc, last))];
        const isBehind = top instanceof HTMLElement && bottom instanceof HTMLElement && event.clientY > middleOf(top, bottom);
        put(view, context, isBehind ? last + 1 : first);
        return true;
      },
    },
  });
}

/** Puts the clauses of the selection before that which stands at a place of the text; at its own place, nothing is done. */
function put(view: EditorView, { options }: EditorContext, place: number): void {
  const { doc, selection } = view.state;
  const [first, last] = rowOf(selection);
  const moved = childrenOf(doc).slice(first, last + 1);
  if (moved.some((node) => tableOf(node) !== null))
    return options.onNotice('A cell stands in its row, and is not moved by itself.');
  if (moved.some((node) => node.attrs['sealed'] === true) || (first <= place && place <= last + 1)) return;
  const [start, end] = [startOf(doc, first), startOf(doc, last + 1)];
  const target = startOf(doc, place) - (place > last ? end - start : 0);
  const tr = view.state.tr.delete(start, end).insert(target, moved);
  const shift = target - start;
  tr.setSelection(TextSelection.create(tr.doc, selection.anchor + shift, selection.head + shift));
  view.dispatch(asMove(tr).scrollIntoView());
}

/** The first and the last clause of a selection. */
function rowOf({ $from, $to }: Selection): readonly [number, number] {
  return [$from.index(0), $to.index(0)];
}

function isWhole({ empty, $from, $to }: Selection): boolean {
  return !empty && $from.parentOffset === 0 && $to.parentOffset === $to.parent.content.size;
}

/** The clause to be passed, from one on: what is out is passed with it, and of a table all. Null where there is none. */
function passed(nodes: readonly Node[], from: number, by: 1 | -1, outcomeOf: OutcomeOf): number | null {
  let at = from + by;
  for (let node = nodes[at]; node !== undefined && isOutClause(node, outcomeOf); node = nodes[at]) at += by;
  const node = nodes[at];
  if (node === undefined) return null;
  return withTable(nodes, at)[by === 1 ? 1 : 0];
}

/** From where to where a clause stands with all of its table; one that is no cell by itself. */
function withTable(nodes: readonly Node[], at: number): readonly [number, number] {
  const isOfTable = (node: Node | undefined): boolean =>
    node !== undefined && tableOf(node) !== null && tableOf(node) === tableOf(nodes[at] as Node);
  let [first, last] = [at, at];
  while (isOfTable(nodes[first - 1])) first -= 1;
  while (isOfTable(nodes[last + 1])) last += 1;
  return [first, last];
}

function middleOf(top: HTMLElement, bottom: HTMLElement): number {
  return (top.getBoundingClientRect().top + bottom.getBoundingClientRect().bottom) / 2;
}

function tableOf(node: Node): string | null {
  const cell = (node.attrs['cell'] as CellPlace | null | undefined) ?? null;
  return cell === null ? null : cellOf(cell).table;
}
