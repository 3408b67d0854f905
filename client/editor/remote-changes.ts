import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import type * as Y from 'yjs';
import { align } from './alignment.ts';
import { filler, startsOf } from './bound-clauses.ts';
import { changeClause } from './narrowing.ts';
import type { Told } from './told-changes.ts';

/** A clause that the editor shows, and the element that it shows. */
interface Bound {
  readonly element: Y.XmlElement;
  readonly node: Node;
}

/** A clause that others changed, and its element. */
interface Changed {
  readonly index: number;
  readonly node: Node;
  readonly element: Y.XmlElement;
}

/**
 * The clauses that changed within and stay where they are, by their places, the last first. Null where clauses came, went or got another id,
 * or hold what cannot be read: then the whole text is to be looked through.
 */
export function changedWithin(
  { changedParentTypes }: Y.Transaction,
  agreed: Node,
  text: {
    readonly fragment: Y.XmlFragment;
    readonly places: ReadonlyMap<unknown, number>;
    readonly nodeOf: (element: unknown) => Node | null;
  },
): Changed[] | null {
  const changed: Changed[] = [];
  for (const [type, events] of changedParentTypes) {
    if ((type as unknown) === text.fragment) {
      if (events.some((event) => (event.target as unknown) === text.fragment)) return null;
      continue;
    }
    const index = text.places.get(type);
    // What lies deeper is part of a clause, and comes with it.
    if (index === undefined) continue;
    const node = text.nodeOf(type);
    if (node === null || node.attrs['id'] !== agreed.child(index).attrs['id']) return null;
    changed.push({ index, node, element: type as unknown as Y.XmlElement });
  }
  return changed.toSorted((one, other) => other.index - one.index);
}

/** Makes the editor's document the row of clauses that the shared text holds, in steps that touch only those that differ. */
export function changeClauses(
  tr: Transaction,
  {
    old,
    now,
    nodes,
    told,
  }: {
    readonly old: readonly Y.XmlElement[];
    readonly now: readonly Y.XmlElement[];
    readonly nodes: readonly Node[];
    readonly told: Told;
  },
): void {
  const before = tr.doc;
  const starts = startsOf(before);
  const place = (index: number): number => starts[index] ?? before.content.size;
  if (now.length === 0 || old.length === 0) {
    tr.replaceWith(0, before.content.size, now.length > 0 ? [...nodes] : [filler(before.type.schema)]);
    return;
  }
  const was = old.map((element, index): Bound => ({ element, node: before.child(index) }));
  const is = now.map((element, index): Bound => {
    const node = nodes[index] as Node;
    const same = was[index];
    return same?.element === element && same.node === node ? same : { element, node };
  });
  for (const stretch of align(was, is, ({ element }) => element).toReversed()) {
    if (stretch.type === 'changed') {
      tr.replaceWith(place(stretch.old), place(stretch.oldEnd), nodes.slice(stretch.now, stretch.nowEnd));
    } else {
      const node = nodes[stretch.now];
      const element = now[stretch.now];
      if (node !== undefined && element !== undefined && node !== before.child(stretch.old))
        changeClause(tr, place(stretch.old), [before.child(stretch.old), node], told(element));
    }
  }
}
