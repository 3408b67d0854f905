import type { Node } from '@tiptap/pm/model';
import { DecorationSet, type EditorView } from '@tiptap/pm/view';
import { startOf } from './bound-clauses.ts';
import { childrenOf } from './clause-value.ts';

/** What is drawn of a node, internal to prosemirror-view (1.42, `NodeViewDesc`): the versions are pinned, and the editor's tests hold this. */
interface Drawn {
  readonly node: Node;
  readonly dirty: number;
  update(node: Node, outer: readonly never[], inner: DecorationSet, view: EditorView): boolean;
  setSelection(anchor: number, head: number, view: EditorView, force: boolean): void;
}

interface DrawnDocument extends Drawn {
  readonly children: readonly Drawn[];
  readonly innerDeco: DecorationSet & { readonly members?: readonly DecorationSet[] };
  updateChildren(view: EditorView, pos: number): void;
  matchesNode(node: Node, outer: unknown, inner: unknown): boolean;
}

/** A set by its insides: what lies on clauses, as rows of place, end and set; and what lies beside or round them. */
interface Inside {
  readonly local: readonly unknown[];
  readonly children: readonly unknown[];
}

/** What is drawn on one clause, from one source each. */
type Sets = readonly DecorationSet[];

/** Nothing is amiss but within children that say so themselves (prosemirror-view, `CHILD_DIRTY`). */
const WITHIN_CHILDREN = 1;
/** With more than so many, all are gone through as ProseMirror does. */
const FEW = 40;

/**
 * Has ProseMirror draw the clauses that changed, and pass by the others. By itself it asks of each clause, at each key and each change
 * that comes in, whether it is the one drawn before, and for its decorations: that is most of what a change costs in a long text. Where
 * anything but words within clauses is another, it goes its own way.
 */
export class FewClauses {
  /** Clauses over which something other is drawn, since they were last drawn. */
  readonly #redecorated: Set<Node>;
  /** The brackets' own decorations: of what lies on which clause they tell by `redecorated`. */
  readonly #own: (view: EditorView) => DecorationSet;
  /** Those drawn with anything from elsewhere, such as the carets of others or the marks of footnotes, with what they were drawn with; null where that is not known. */
  #decorated: ReadonlyMap<Drawn, Sets> | null = null;

  constructor(redecorated: Set<Node>, own: (view: EditorView) => DecorationSet) {
    this.#redecorated = redecorated;
    this.#own = own;
  }

  /** Takes care of a view, and of what is drawn in it since ProseMirror began anew. */
  attend(view: EditorView): void {
    const { docView } = view as unknown as { readonly docView: DrawnDocument };
    if (Object.hasOwn(docView, 'updateChildren')) return;
    const updateAll = docView.updateChildren.bind(docView);
    docView.updateChildren = (viewNow, pos) => {
      const others = othersOf(docView, this.#own(viewNow));
      if (others === null || !this.#update(docView, viewNow, others)) updateAll(viewNow, pos);
      this.#redecorated.clear();
      this.#decorated = others === null ? null : at(docView, others);
    };
    this.#decorated = null;
    // Of two documents that are not one it need not be found out in which clause they differ.
    const matches = docView.matchesNode.bind(docView);
    docView.matchesNode = (node, outer, inner) => node === docView.node && matches(node, outer, inner);
    const selectAnywhere = docView.setSelection.bind(docView);
    docView.setSelection = (anchor, head, viewNow, force) => {
      if (!selectWithin(docView, viewNow, { anchor, head, force })) selectAnywhere(anchor, head, viewNow, force);
    };
  }

  #update(docView: DrawnDocument, view: EditorView, others: ReadonlyMap<number, Sets>): boolean {
    const decorated = this.#decorated;
    if (decorated === null) return false;
    const { node: doc, children, dirty, innerDeco } = docView;
    if (view.composing || dirty > WITHIN_CHILDREN || children.length !== doc.childCount) return false;
    const nodes = childrenOf(doc);
    // In plain loops: all clauses are gone through, with each key.
    const changed = new Set<number>();
    for (let index = 0; index < nodes.length; index += 1) {
      const child = children[index] as Drawn;
      if ((child.node !== nodes[index] || child.dirty !== 0) && changed.add(index).size > FEW) return false;
    }
    if (this.#redecorated.size > FEW) return false;
    for (const node of this.#redecorated) {
      for (let index = nodes.indexOf(node); index !== -1; index = nodes.indexOf(node, index + 1)) changed.add(index);
    }
    if (decorated.size > 0 || others.size > 0) {
      let pos = 0;
      for (let index = 0; index < nodes.length; index += 1) {
        if (!sameSets(decorated.get(children[index] as Drawn), others.get(pos)) && changed.add(index).size > FEW) return false;
        pos += nodes[index]?.nodeSize ?? 0;
      }
    }
    return [...changed].every((index) => {
      const node = nodes[index] as Node;
      const drawn = innerDeco.forChild(startOf(doc, index), node) as DecorationSet;
      return children[index]?.update(node, [], drawn, view) === true;
    });
  }
}

/** Sets the browser's selection where it lies within one clause, without looking for that among all. False where it does not. */
function selectWithin(
  { children }: DrawnDocument,
  view: EditorView,
  { anchor, head, force }: { readonly anchor: number; readonly head: number; readonly force: boolean },
): boolean {
  const { $anchor, $head } = view.state.selection;
  if ($anchor.pos !== anchor || $head.pos !== head || $anchor.depth === 0 || $head.depth === 0) return false;
  const child = children[$head.index(0)];
  const start = $head.start(1);
  if (child?.node !== $head.node(1) || $anchor.start(1) !== start) return false;
  child.setSelection(anchor - start, head - start, view, force);
  return true;
}

/** What is drawn on the clause at each place besides brackets; null where something lies round or between clauses. */
function othersOf({ innerDeco }: DrawnDocument, own: DecorationSet): ReadonlyMap<number, Sets> | null {
  const places = new Map<number, Sets>();
  for (const member of innerDeco.members ?? [innerDeco]) {
    if (member === own) continue;
    if (!(member instanceof DecorationSet)) return null;
    const { local, children } = member as unknown as Inside;
    if (local.length > 0) return null;
    for (let row = 0; row < children.length; row += 3) {
      const place = children[row] as number;
      places.set(place, [...(places.get(place) ?? []), children[row + 2] as DecorationSet]);
    }
  }
  return places;
}

/** A set that nothing has changed is the same object, also where it has moved. */
function sameSets(before: Sets = [], now: Sets = []): boolean {
  return before.length === now.length && before.every((set, index) => set === now[index]);
}

function at({ node, children }: DrawnDocument, places: ReadonlyMap<number, Sets>): ReadonlyMap<Drawn, Sets> {
  const found = new Map<Drawn, Sets>();
  if (places.size === 0) return found;
  let pos = 0;
  for (const [index, child] of children.entries()) {
    const sets = places.get(pos);
    if (sets !== undefined) found.set(child, sets);
    pos += node.maybeChild(index)?.nodeSize ?? 0;
  }
  return found;
}
