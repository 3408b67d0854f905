import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { Binding } from './binding.ts';

const caretsKey = new PluginKey<DecorationSet>('remote-carets');
const COLOURS = 8;

/** Shows where others write, and tells them where one does. Colours are classes: the page's policy allows no style attributes. */
export function remoteCaretsPlugin(awareness: Awareness, binding: Binding): Plugin {
  return new Plugin<DecorationSet>({
    key: caretsKey,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, carets) => (tr.getMeta(caretsKey) as DecorationSet | undefined) ?? carets.map(tr.mapping, tr.doc),
    },
    props: { decorations: (state) => caretsKey.getState(state) },
    view: (view) => {
      const watch = new CaretWatch(view, awareness, binding);
      return { update: (_view, before) => watch.update(before), destroy: () => watch.close() };
    },
  });
}

class CaretWatch {
  readonly #view: EditorView;
  readonly #awareness: Awareness;
  readonly #binding: Binding;
  #pending = false;
  #untold = false;
  #closed = false;
  readonly #stopWaiting: () => void;

  constructor(view: EditorView, awareness: Awareness, binding: Binding) {
    this.#view = view;
    this.#awareness = awareness;
    this.#binding = binding;
    awareness.on('change', this.#changed);
    this.#stopWaiting = binding.arrivals.areHeld.subscribe(this.#released);
    view.dom.addEventListener('focusin', this.#tell);
    view.dom.addEventListener('focusout', this.#tell);
    this.#redraw();
  }

  update(before: EditorState): void {
    const { state } = this.#view;
    if (state.doc !== before.doc || !state.selection.eq(before.selection)) this.#tellSoon();
  }

  close(): void {
    this.#closed = true;
    this.#awareness.off('change', this.#changed);
    this.#stopWaiting();
    this.#view.dom.removeEventListener('focusin', this.#tell);
    this.#view.dom.removeEventListener('focusout', this.#tell);
    this.#awareness.setLocalStateField('cursor', null);
  }

  /** One's own caret, which moves with each key, is not drawn here. */
  readonly #changed = ({ added, updated, removed }: Changed): void => {
    if ([...added, ...updated, ...removed].some((client) => client !== this.#awareness.clientID)) this.#redraw();
  };

  /** While letters are composed, the places of the editor are not those of the shared text. */
  readonly #released = (): void => {
    if (this.#binding.arrivals.areHeld.get()) return;
    this.#redraw();
    this.#tellSoon();
  };

  /** Once for all that came in at one time, and not where nobody writes or wrote: a transaction of its own costs as much as a key. */
  readonly #redraw = (): void => {
    if (this.#pending) return;
    this.#pending = true;
    setTimeout(() => {
      this.#pending = false;
      if (this.#closed || this.#binding.arrivals.areHeld.get()) return;
      const { state } = this.#view;
      const carets = drawCarets(this.#awareness, this.#binding, state.doc);
      if (carets === DecorationSet.empty && caretsKey.getState(state) === DecorationSet.empty) return;
      this.#view.dispatch(state.tr.setMeta(caretsKey, carets).setMeta('addToHistory', false));
    }, 0);
  };

  /** Once what made the caret move is on the page: others see it move no later, and what comes in is not held up by it. */
  #tellSoon(): void {
    if (this.#untold) return;
    this.#untold = true;
    setTimeout(() => {
      this.#untold = false;
      if (!this.#closed) this.#tell();
    }, 0);
  }

  readonly #tell = (): void => {
    const current = cursorOf(this.#awareness.getLocalState());
    if (!this.#view.hasFocus()) {
      if (current !== null) this.#awareness.setLocalStateField('cursor', null);
      return;
    }
    if (this.#binding.arrivals.areHeld.get()) return;
    const { anchor, head } = this.#view.state.selection;
    const [from, to] = [this.#binding.relative(anchor), this.#binding.relative(head)];
    if (from === null || to === null) return;
    const isSame =
      current !== null && Y.compareRelativePositions(current.anchor, from) && Y.compareRelativePositions(current.head, to);
    if (!isSame) this.#awareness.setLocalStateField('cursor', { anchor: from, head: to });
  };
}

/** Whose presence changed, by client id. */
interface Changed {
  readonly added: readonly number[];
  readonly updated: readonly number[];
  readonly removed: readonly number[];
}

interface Cursor {
  readonly anchor: Y.RelativePosition;
  readonly head: Y.RelativePosition;
}

function cursorOf(state: unknown): Cursor | null {
  if (typeof state !== 'object' || state === null || !('cursor' in state)) return null;
  const { cursor } = state;
  if (typeof cursor !== 'object' || cursor === null || !('anchor' in cursor) || !('head' in cursor)) return null;
  try {
    return { anchor: Y.createRelativePositionFromJSON(cursor.anchor), head: Y.createRelativePositionFromJSON(cursor.head) };
  } catch {
    // Somebody else's client wrote it; a caret that cannot be read is a caret that is not shown.
    return null;
  }
}

function drawCarets(awareness: Awareness, binding: Binding, doc: Node): DecorationSet {
  const decorations: Decoration[] = [];
  for (const [client, state] of awareness.getStates()) {
    const cursor = client === awareness.clientID ? null : cursorOf(state);
    if (cursor === null) continue;
    const [anchor, head] = [binding.absolute(cursor.anchor), binding.absolute(cursor.head)];
    if (anchor === null || head === null || Math.max(anchor, head) > doc.content.size) continue;
    const colour = `colour-${client % COLOURS}`;
    const { name, role } = userOf(state);
    const key = `caret ${client} ${name} ${role}`;
    decorations.push(
      Decoration.widget(head, () => caretElement(name, role, colour), { key, side: 100, marks: [], ignoreSelection: true }),
    );
    if (anchor !== head) {
      const [from, to] = anchor < head ? [anchor, head] : [head, anchor];
      decorations.push(Decoration.inline(from, to, { class: `remote-selection ${colour}` }));
    }
  }
  return DecorationSet.create(doc, decorations);
}

function userOf(state: object): { readonly name: string; readonly role: string } {
  const user = 'user' in state && typeof state.user === 'object' && state.user !== null ? state.user : {};
  const name = 'name' in user && typeof user.name === 'string' ? user.name : '';
  const role = 'role' in user && typeof user.role === 'string' ? user.role : '';
  return { name, role };
}

function caretElement(name: string, role: string, colour: string): HTMLElement {
  const caret = document.createElement('span');
  caret.className = `remote-caret ${colour}`;
  caret.contentEditable = 'false';
  caret.setAttribute('aria-hidden', 'true');
  const label = document.createElement('span');
  label.className = 'remote-caret-name';
  label.textContent = name === '' ? role : name;
  if (label.textContent !== '') caret.append(label);
  return caret;
}
