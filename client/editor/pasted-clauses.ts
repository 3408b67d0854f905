import { Fragment, Slice, type Node } from '@tiptap/pm/model';
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import type { OutcomeOf } from '../../shared/proposals/standing.ts';
import type { CarriedClause } from './carried-clause.ts';
import { asMove } from './clause-moving.ts';
import { isOutClause } from './out-text.ts';

/** What is pasted at the caret. */
export interface PastedClauses {
  readonly slice: Slice;
  /** Of each of its clauses, which one it was, where it was copied whole from this text. */
  readonly carried: readonly (CarriedClause | null)[];
  readonly outcomeOf: OutcomeOf;
}

/**
 * Puts what is pasted where the caret stands. A clause that comes to stand by itself, and was copied whole from this text, is that one again where it
 * stands nowhere any more; what was left of it where it was cut goes then, as with a clause that is moved. All others are new.
 */
export function placeClauses(state: EditorState, { slice, carried, outcomeOf }: PastedClauses): Transaction {
  const { $head } = state.selection;
  const target = $head.parent;
  const nodes = slice.content.content;
  const [first, last] = [nodes[0], nodes.at(-1)];
  const isClosed = target.attrs['cell'] !== null || target.attrs['kind'] === 'footnote';
  const isApart = isClosed || !isText(first) || !isText(last);
  const returning = new Returning(state.doc, outcomeOf);
  const again = (index: number): Node => returning.node(nodes[index] as Node, carried[index] ?? null);
  const tr = state.tr;
  if (!isApart && target.content.size === 0) {
    // An empty clause that has no number of its own gives way to one that comes back.
    const takes = target.attrs['label'] === '' || carried[0]?.id === target.attrs['id'];
    const itself = takes ? again(0) : (first as Node);
    const filled = itself.attrs['id'] === '' ? shapedLike(target, itself, nodes.length > 1) : itself;
    // Written into, and not replaced: beside a clause that is out the edges of both stay.
    tr.setNodeMarkup($head.before(), null, filled.attrs).insert($head.pos, filled.content);
    tr.insert(
      tr.mapping.map($head.after()),
      nodes.slice(1).map((_, at) => again(at + 1)),
    );
    const end = tr.mapping.map($head.after()) - 1;
    tr.setSelection(TextSelection.create(tr.doc, end));
  } else if (!isClosed && target.content.size > 0 && $head.parentOffset === 0 && nodes.length > 1) {
    // The words at the caret keep their clause, as where Enter makes room before them; a table comes whole before it.
    if (isText(last)) tr.insert($head.pos, (last as Node).content);
    const before = isText(last) ? nodes.slice(0, -1) : nodes;
    tr.insert(
      $head.before(),
      before.map((_, at) => again(at)),
    );
    tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map($head.pos)));
  } else {
    const endsHere = $head.parentOffset === target.content.size;
    const mayReturn = (index: number): boolean => index > 0 && (index < nodes.length - 1 || (endsHere && slice.openEnd > 0));
    const placed = nodes.map((node, index) => (!isApart && mayReturn(index) ? again(index) : node));
    tr.replaceSelection(new Slice(Fragment.from(placed), slice.openStart, slice.openEnd));
    // The number stays with the first part of what is parted, as where Enter parts it.
    if (!endsHere && slice.openEnd === 0) tr.setNodeAttribute(tr.doc.resolve(tr.mapping.map($head.pos)).before(), 'label', '');
  }
  return returning.leave(tr);
}

/** An empty clause with what is pasted first into it: it stays what it is, and takes the shape of what comes with more, or is no plain text. */
function shapedLike(target: Node, pasted: Node, isOfSeveral: boolean): Node {
  const { kind, level, label } = pasted.attrs;
  const shape = isOfSeveral || kind !== 'text' ? { kind, level, ...(kind === 'footnote' ? { label } : {}) } : {};
  return target.type.create({ ...target.attrs, ...shape }, pasted.content);
}

/** A clause that stands as text: no cell. */
function isText(node: Node | undefined): boolean {
  return node?.isTextblock === true && node.attrs['cell'] === null;
}

interface Standing {
  readonly node: Node;
  readonly pos: number;
}

/** Clauses that come back as themselves, and what was left of them where they were cut. */
class Returning {
  readonly #doc: Node;
  readonly #outcomeOf: OutcomeOf;
  readonly #left = new Map<unknown, Standing | null>();

  constructor(doc: Node, outcomeOf: OutcomeOf) {
    this.#doc = doc;
    this.#outcomeOf = outcomeOf;
  }

  /** The clause that was copied, where it stands nowhere any more; else what is pasted, as one that is new. */
  node(pasted: Node, carried: CarriedClause | null): Node {
    if (carried === null || this.#left.has(carried.id)) return pasted;
    // The key of a footnote that another has meanwhile was given up for a new one.
    if (pasted.attrs['kind'] === 'footnote' && pasted.attrs['label'] !== carried.label) return pasted;
    const standing = this.#standing(carried.id);
    const left = standing[0] ?? null;
    const content =
      standing.length > 1 ? null : left === null ? pasted.content : rewoven(pasted.content, carried, left.node, this.#outcomeOf);
    if (content === null) return pasted;
    this.#left.set(carried.id, left);
    return pasted.type.create({ ...pasted.attrs, id: carried.id, label: carried.label }, content);
  }

  /** Takes away what was left where they were cut, with what is out in it: that went along. */
  leave(tr: Transaction): Transaction {
    const left = [...this.#left.values()].flatMap((one) => one ?? []);
    for (const { node, pos } of left) {
      const now = tr.mapping.mapResult(pos, 1);
      if (!now.deleted) tr.delete(now.pos, now.pos + node.nodeSize);
    }
    return left.some(({ node }) => node.content.size > 0) ? asMove(tr) : tr;
  }

  #standing(id: unknown): Standing[] {
    const found: Standing[] = [];
    this.#doc.forEach((node, pos) => {
      if (node.attrs['id'] === id) found.push({ node, pos });
    });
    return found;
  }
}

/** The words that were copied with those between them that are out and were left; null where more than these is left. */
function rewoven(words: Fragment, { out }: CarriedClause, left: Node, outcomeOf: OutcomeOf): Fragment | null {
  if (left.content.size === 0) return words;
  const length = out.reduce((sum, one) => sum + one.length, 0);
  const isInOrder = out.every(({ at }, index) => (out[index - 1]?.at ?? 0) <= at && at <= words.size);
  if (!isOutClause(left, outcomeOf) || left.content.size !== length || !isInOrder) return null;
  let woven = Fragment.empty;
  let [from, taken] = [0, 0];
  for (const { at, length: size } of out) {
    woven = woven.append(words.cut(from, at)).append(left.content.cut(taken, taken + size));
    [from, taken] = [at, taken + size];
  }
  return woven.append(words.cut(from));
}
