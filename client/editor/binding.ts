import type { Node, Schema } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import * as Y from 'yjs';
import { textOf } from '../../shared/text/reading.ts';
import { readingsOf, type Readings } from '../state/clause-reader.ts';
import { arrivalsOf, type Arrivals } from '../sync/arrivals.ts';
import { breaksSeal, filler, nodeFrom, startOf, startsOf } from './bound-clauses.ts';
import { childrenOf } from './clause-value.ts';
import { textsOf } from './clause-writing.ts';
import { holdWhileComposing } from './composing.ts';
import { writeStretches } from './local-changes.ts';
import { changeClause } from './narrowing.ts';
import { changeClauses, changedWithin } from './remote-changes.ts';
import { toldBy } from './told-changes.ts';
import { Uprooted } from './uprooted.ts';

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
  /** What others write waits here while letters are composed. Nor is anything written then: half-composed letters are for nobody else, and for no record. */
  readonly arrivals: Arrivals;
  readonly #fragment: Y.XmlFragment;
  readonly #readings: Readings;
  readonly #onUnreadable: () => void;
  #view: EditorView | null = null;
  #stopped = false;
  /** The document as both sides had it when they last agreed, and the element of each of its clauses. */
  #agreed: Node | null = null;
  #elements: Y.XmlElement[] = [];
  /** The place of each element; null where the list has changed since. */
  #places: ReadonlyMap<unknown, number> | null = null;
  #applying = false;
  readonly #uprooted = new Uprooted();

  constructor(doc: Y.Doc, onUnreadable: () => void) {
    this.doc = doc;
    this.arrivals = arrivalsOf(doc);
    this.#fragment = textOf(doc);
    this.#readings = readingsOf(doc);
    this.#onUnreadable = onUnreadable;
  }

  /**
   * A document to begin with: one empty clause, which is how a text without clauses is shown, and comes to be when something is typed.
   * TipTap makes its view before its plugins, and draws everything anew with them: so the text comes in only after that, by `load`.
   */
  firstDocument(schema: Schema): Node {
    this.#agreed = schema.topNodeType.create(null, [filler(schema)]);
    return this.#agreed;
  }

  /** Shows the shared text. */
  load(view: EditorView): void {
    const { elements, nodes } = this.#read(view.state.schema);
    if (nodes.length === 0) return;
    const tr = view.state.tr.replaceWith(0, view.state.doc.content.size, nodes);
    this.#takeOver(view, tr.setSelection(TextSelection.atStart(tr.doc)), elements);
  }

  /** The plugin through which the editor tells and hears of changes. */
  plugin(): Plugin {
    return new Plugin({
      key: bindingKey,
      props: { editable: () => !this.#stopped },
      state: { init: () => null, apply: (tr) => (isRemote(tr) ? null : this.#uprooted.note(tr)) },
      view: (view) => {
        this.#view = view;
        this.#fragment.observeDeep(this.#onRemote);
        const settle = (): void => this.#writeLocal(view.state.doc);
        const letGo = holdWhileComposing(view, this.arrivals, settle);
        return {
          update: () => {
            if (!this.arrivals.areHeld.get()) settle();
          },
          destroy: () => {
            letGo();
            settle();
            this.#fragment.unobserveDeep(this.#onRemote);
            this.#view = null;
            this.arrivals.release();
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
    const index = this.#placesNow().get(element);
    if (index === undefined) return null;
    let offset = 1 + startOf(this.#agreed, index);
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
      const node = same ?? nodeFrom(schema, child, this.#readings);
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
    // What stands in for a text without any clause has no element.
    const bound = this.#elements.length === 0 ? [] : old;
    const stretches = this.#uprooted.aligned(bound, now);
    if (stretches.some((stretch) => breaksSeal(stretch, old, now))) return this.#stop();
    this.doc.transact(() => {
      const elements = writeStretches(this.#fragment, stretches, { elements: this.#elements, old, now });
      // Before anybody hears of the change, since what they answer may come at once.
      this.#setElements(elements);
      this.#agreed = doc;
    }, this);
  }

  readonly #onRemote = (_events: unknown, transaction: Y.Transaction): void => {
    const view = this.#view;
    const agreed = this.#agreed;
    if (transaction.origin === this || view === null || agreed === null || this.#stopped) return;
    const { schema } = view.state;
    const tr = view.state.tr;
    const isWithin = this.#applyWithin(tr, transaction);
    let elements = this.#elements;
    if (!isWithin) {
      const read = this.#read(schema, new Set(transaction.changedParentTypes.keys()));
      if (this.#stopped) return;
      elements = read.elements;
      changeClauses(tr, { old: this.#elements, now: elements, nodes: read.nodes, told: toldBy(transaction) });
    }
    const { selection } = view.state;
    if (tr.docChanged && selection instanceof TextSelection) {
      // What others insert just at the caret comes behind it, so that two people at one place do not interleave their letters.
      const place = (pos: number): number => tr.mapping.map(pos, -1);
      tr.setSelection(TextSelection.between(tr.doc.resolve(place(selection.anchor)), tr.doc.resolve(place(selection.head))));
    }
    this.#takeOver(view, tr, elements);
    if (!isWithin && tr.docChanged) this.#renameDuplicates(view);
  };

  /** Has the editor show what the shared text says. */
  #takeOver(view: EditorView, tr: Transaction, elements: Y.XmlElement[]): void {
    this.#setElements(elements);
    this.#agreed = tr.doc;
    if (!tr.docChanged) return;
    this.#applying = true;
    try {
      // Nobody listens for TipTap's own event of an update, for which it compares all clauses.
      view.dispatch(tr.setMeta(bindingKey, true).setMeta('addToHistory', false).setMeta('preventUpdate', true));
    } finally {
      this.#applying = false;
    }
  }

  /** Applies what changed within clauses, and touches no other. False, and nothing applied, where more than that changed. */
  #applyWithin(tr: Transaction, transaction: Y.Transaction): boolean {
    const agreed = this.#agreed;
    if (agreed === null || agreed.childCount !== this.#elements.length) return false;
    const changed = changedWithin(transaction, agreed, {
      fragment: this.#fragment,
      places: this.#placesNow(),
      nodeOf: (element) => nodeFrom(tr.doc.type.schema, element, this.#readings),
    });
    const told = toldBy(transaction);
    for (const { index, node, element } of changed ?? [])
      changeClause(tr, startOf(agreed, index), [agreed.child(index), node], told(element));
    return changed !== null;
  }

  #placesNow(): ReadonlyMap<unknown, number> {
    this.#places ??= new Map(this.#elements.map((element, index) => [element, index]));
    return this.#places;
  }

  #setElements(elements: Y.XmlElement[]): void {
    if (elements !== this.#elements) this.#places = null;
    this.#elements = elements;
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
