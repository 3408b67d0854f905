import type { Node, Schema } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import * as Y from 'yjs';
import { CLAUSE_NODE, textOf } from '../../shared/text/reading.ts';
import { align, type Stretch } from './alignment.ts';
import { childrenOf, clauseOf, nodeOf } from './clause-value.ts';
import { newElement, textsOf, writeClause } from './clause-writing.ts';
import { changeClause } from './narrowing.ts';
import { shownClause } from './readable-clause.ts';

const bindingKey = new PluginKey('binding');

/** Whether a transaction brings in what others wrote, and so is no act of the person at the keyboard. */
export function isRemote(transaction: Transaction): boolean {
  return transaction.getMeta(bindingKey) !== undefined;
}

/**
 * Holds the editor's document and the shared text together, clause by clause. It takes the place of y-prosemirror's binding,
 * which replaces the whole document at each remote change (which drops carets, decorations and the undo history) and deletes from
 * the shared text what it cannot show. This one never writes but what the person typed: a clause that holds what it does not know is shown
 * sealed, and where it cannot keep to that, it stops.
 */
export class Binding {
  readonly doc: Y.Doc;
  readonly #fragment: Y.XmlFragment;
  readonly #onUnreadable: () => void;
  #view: EditorView | null = null;
  #stopped = false;
  /** The document as both sides had it when they last agreed, and the element of each of its clauses. */
  #agreed: Node | null = null;
  #elements: Y.XmlElement[] = [];
  #applying = false;

  constructor(doc: Y.Doc, onUnreadable: () => void) {
    this.doc = doc;
    this.#fragment = textOf(doc);
    this.#onUnreadable = onUnreadable;
  }

  /**
   * The shared text as a document. A text without clauses is shown as one empty clause, which comes to be when something is
   * typed.
   */
  firstDocument(schema: Schema): Node {
    const { elements, nodes } = this.#read(schema);
    this.#elements = elements;
    this.#agreed = schema.topNodeType.create(null, nodes.length > 0 ? nodes : [filler(schema)]);
    return this.#agreed;
  }

  /** The plugin through which the editor tells and hears of changes. */
  plugin(): Plugin {
    return new Plugin({
      key: bindingKey,
      props: { editable: () => !this.#stopped },
      view: (view) => {
        this.#view = view;
        this.#fragment.observeDeep(this.#onRemote);
        return {
          update: () => this.#writeLocal(view.state.doc),
          destroy: () => {
            this.#fragment.unobserveDeep(this.#onRemote);
            this.#view = null;
          },
        };
      },
    });
  }

  /** Makes one update of all that is written meanwhile, so that nobody sees the half of it. */
  together(write: () => void): void {
    this.doc.transact(write, this);
  }

  /** A place in the document that stays with its neighbours whatever others write. Null where the text has none for it yet. */
  relative(pos: number): Y.RelativePosition | null {
    if (this.#agreed === null || pos > this.#agreed.content.size) return null;
    const place = this.#agreed.resolve(pos);
    const element = this.#elements[place.index(0)];
    if (element === undefined) return null;
    let offset = place.parentOffset;
    for (const text of textsOf(element)) {
      if (offset <= text.length) return Y.createRelativePositionFromTypeIndex(text, offset);
      offset -= text.length;
    }
    return Y.createRelativePositionFromTypeIndex(element, 0);
  }

  /** Where such a place is now; null where its clause is gone. */
  absolute(relative: Y.RelativePosition): number | null {
    const place = Y.createAbsolutePositionFromRelativePosition(relative, this.doc);
    if (place === null || this.#agreed === null) return null;
    const element = place.type instanceof Y.XmlText ? place.type.parent : place.type;
    const index = this.#elements.findIndex((candidate) => candidate === element);
    if (index === -1) return null;
    let offset = 1;
    for (let before = 0; before < index; before += 1) offset += this.#agreed.child(before).nodeSize;
    if (!(place.type instanceof Y.XmlText) || !(element instanceof Y.XmlElement)) return offset;
    for (const text of textsOf(element)) {
      if (text === place.type) break;
      offset += text.length;
    }
    return offset + place.index;
  }

  #read(schema: Schema, changed?: ReadonlySet<unknown>): { elements: Y.XmlElement[]; nodes: Node[] } {
    const known = new Map(this.#elements.map((element, index) => [element, this.#agreed?.maybeChild(index)]));
    const elements: Y.XmlElement[] = [];
    const nodes: Node[] = [];
    for (const child of this.#fragment.toArray()) {
      const same = changed === undefined || changed.has(child) || !(child instanceof Y.XmlElement) ? undefined : known.get(child);
      const node = same ?? nodeFrom(schema, child);
      if (node === null || !(child instanceof Y.XmlElement)) {
        this.#stop();
        return { elements: [], nodes: [] };
      }
      elements.push(child);
      nodes.push(node);
    }
    return { elements, nodes };
  }

  /** Something stands in the text that this version does not know: show what there was, and write nothing more. */
  #stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#onUnreadable();
    // So that the view asks again whether it may be written in.
    this.#view?.dispatch(this.#view.state.tr.setMeta(bindingKey, true).setMeta('addToHistory', false));
  }

  #writeLocal(doc: Node): void {
    const agreed = this.#agreed;
    if (this.#applying || this.#stopped || agreed === null || doc === agreed) return;
    const old = childrenOf(agreed);
    const now = childrenOf(doc);
    // An empty clause that stands in for a text without any has no element.
    const bound = this.#elements.length === 0 ? [] : old;
    const elements = [...this.#elements];
    const stretches = align(bound, now, (node) => node.attrs['id']).toReversed();
    if (stretches.some((stretch) => breaksSeal(stretch, old, now))) return this.#stop();
    this.doc.transact(() => {
      for (const stretch of stretches) {
        if (stretch.type === 'kept') {
          const [element, node] = [elements[stretch.old], now[stretch.now]];
          if (element !== undefined && node !== undefined && old[stretch.old] !== node) writeClause(element, clauseOf(node));
          continue;
        }
        const came = now.slice(stretch.now, stretch.nowEnd);
        const inPlace = renamed(old.slice(stretch.old, stretch.oldEnd), came);
        if (inPlace) {
          for (const [index, node] of came.entries()) {
            const element = elements[stretch.old + index];
            if (element !== undefined) writeClause(element, clauseOf(node));
          }
          continue;
        }
        const fresh = came.map((node) => newElement(clauseOf(node)));
        if (stretch.oldEnd > stretch.old) this.#fragment.delete(stretch.old, stretch.oldEnd - stretch.old);
        if (fresh.length > 0) this.#fragment.insert(stretch.old, fresh);
        elements.splice(stretch.old, stretch.oldEnd - stretch.old, ...fresh);
      }
      // Before anybody hears of the change, since what they answer may come at once.
      this.#elements = elements;
      this.#agreed = doc;
    }, this);
  }

  readonly #onRemote = (_events: unknown, transaction: Y.Transaction): void => {
    const view = this.#view;
    const agreed = this.#agreed;
    if (transaction.origin === this || view === null || agreed === null || this.#stopped) return;
    const { schema } = view.state;
    const { elements, nodes } = this.#read(schema, new Set(transaction.changedParentTypes.keys()));
    if (this.#stopped) return;
    const tr = view.state.tr;
    this.#applyRemote(tr, elements, nodes);
    const { selection } = view.state;
    if (tr.docChanged && selection instanceof TextSelection) {
      // What others insert just at the caret comes behind it, so that two people at one place do not interleave their letters.
      const place = (pos: number): number => tr.mapping.map(pos, -1);
      tr.setSelection(TextSelection.between(tr.doc.resolve(place(selection.anchor)), tr.doc.resolve(place(selection.head))));
    }
    this.#elements = elements;
    this.#agreed = tr.doc;
    if (!tr.docChanged) return;
    this.#applying = true;
    try {
      view.dispatch(tr.setMeta(bindingKey, true).setMeta('addToHistory', false));
    } finally {
      this.#applying = false;
    }
    this.#renameDuplicates(view);
  };

  #applyRemote(tr: Transaction, elements: readonly Y.XmlElement[], nodes: readonly Node[]): void {
    const before = tr.doc;
    const starts = startsOf(before);
    const place = (index: number): number => starts[index] ?? before.content.size;
    if (nodes.length === 0 || this.#elements.length === 0) {
      tr.replaceWith(0, before.content.size, nodes.length > 0 ? [...nodes] : [filler(before.type.schema)]);
      return;
    }
    const old = this.#elements.map((element, index) => ({ element, node: before.child(index) }));
    const now = elements.map((element, index) => {
      const node = nodes[index] as Node;
      const same = old[index];
      return same?.element === element && same.node === node ? same : { element, node };
    });
    for (const stretch of alignBound(old, now).toReversed()) {
      if (stretch.type === 'changed') {
        tr.replaceWith(place(stretch.old), place(stretch.oldEnd), nodes.slice(stretch.now, stretch.nowEnd));
      } else {
        const node = nodes[stretch.now];
        if (node !== undefined && node !== before.child(stretch.old))
          changeClause(tr, place(stretch.old), before.child(stretch.old), node);
      }
    }
  }

  /**
   * Two people who both take back the deletion of one clause make it twice. Whoever made the later one gives it another id: just
   * one person, so that the ids agree again without a word between them.
   */
  #renameDuplicates(view: EditorView): void {
    const first = new Set<string>();
    const mine: number[] = [];
    for (const [index, element] of this.#elements.entries()) {
      const id = String(element.getAttribute('id'));
      if (first.has(id) && element._item?.id.client === this.doc.clientID) mine.push(index);
      first.add(id);
    }
    if (mine.length === 0) return;
    const tr = view.state.tr.setMeta('addToHistory', false);
    const starts = startsOf(tr.doc);
    for (const index of mine) tr.setNodeAttribute(starts[index] ?? 0, 'id', '');
    view.dispatch(tr);
  }
}

interface Bound {
  readonly element: Y.XmlElement;
  readonly node: Node;
}

function alignBound(old: readonly Bound[], now: readonly Bound[]) {
  return align<Bound>(old, now, (item) => item.element);
}

/** Whether a change would write a clause that holds what this version does not know. */
function breaksSeal(stretch: Stretch, old: readonly Node[], now: readonly Node[]): boolean {
  const isSealed = (node: Node | undefined): boolean => node?.attrs['sealed'] === true;
  if (stretch.type === 'kept') return isSealed(old[stretch.old]) && old[stretch.old] !== now[stretch.now];
  return old.slice(stretch.old, stretch.oldEnd).some(isSealed);
}

/** Whether the same clauses stand here under other ids, as after a duplicate was given one of its own. */
function renamed(old: readonly Node[], now: readonly Node[]): boolean {
  return old.length === now.length && old.every((node, index) => node.content.eq((now[index] as Node).content));
}

function nodeFrom(schema: Schema, child: unknown): Node | null {
  if (!(child instanceof Y.XmlElement)) return null;
  const { clause, isSealed } = shownClause(child);
  return nodeOf(schema, clause, isSealed);
}

function filler(schema: Schema): Node {
  return schema.node(CLAUSE_NODE);
}

function startsOf(doc: Node): number[] {
  const starts: number[] = [];
  doc.forEach((_child, offset) => {
    starts.push(offset);
  });
  return starts;
}
