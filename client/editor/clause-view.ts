import type { Node } from '@tiptap/pm/model';
import { Plugin, type EditorState } from '@tiptap/pm/state';
import type { EditorView, MarkViewConstructor, NodeViewConstructor } from '@tiptap/pm/view';
import type { ClauseId, ProposalId } from '../../shared/base/ids.ts';
import { aroundName, type Direction } from '../../shared/text/direction.ts';
import type { Footnotes } from '../../shared/projection/footnotes.ts';
import { CLAUSE_NODE } from '../../shared/text/reading.ts';
import type { BracketDrawing } from './bracket-drawing.ts';
import { ClauseGroups } from './clause-groups.ts';
import type { Glyph } from './clause-layout.ts';
import { clauseOf } from './clause-value.ts';
import type { EditorFacts } from './draft-editor.ts';
import { FewClauses } from './few-clauses.ts';
import { notesOf } from './footnotes.ts';

/**
 * Shows clauses and marks with what the record says of them, written on their elements as attributes: number, kind, level, what
 * is out. As attributes they are no part of what the caret moves in, and they change without anything being drawn again.
 */
export function clauseViewPlugin(drawing: BracketDrawing, facts: () => EditorFacts): Plugin {
  const counted = (state: EditorState): Counted => ({ numbers: drawing.numbersOf(state), notes: notesOf(state) });
  const clauses = new Map<HTMLElement, ShownClause>();
  /** Clauses with the label of an option, or that say that there is no text, which are to be looked at once their words are drawn. */
  const options = new Set<HTMLElement>();
  const groups = new ClauseGroups();
  // What the elements are copied from: most clauses are so.
  const blank = Object.assign(document.createElement('p'), { className: 'clause', dir: 'ltr' });
  const clauseView: NodeViewConstructor = (first, view) => {
    const dom = blank.cloneNode() as HTMLElement;
    const show = (node: Node): void => {
      const shown = { node, ...counted(view.state) };
      clauses.set(dom, shown);
      const before = dom.dataset['cell'];
      showClause(dom, node);
      showDrawing(dom, shown, drawing, facts());
      if (dom.dataset['cell'] !== before) groups.moved(dom);
      if (hasLabel(node)) options.add(dom);
    };
    show(first);
    groups.add(dom);
    return {
      dom,
      contentDOM: dom,
      update: (node) => {
        if (node.type.name !== CLAUSE_NODE) return false;
        show(node);
        return true;
      },
      ignoreMutation: (mutation) => mutation.type === 'attributes',
      destroy: () => {
        clauses.delete(dom);
        options.delete(dom);
        groups.remove(dom);
      },
    };
  };
  return new Plugin({
    props: {
      nodeViews: { [CLAUSE_NODE]: clauseView },
      markViews: { insertion: proposalView('ins', 'insertion', facts), deletion: proposalView('del', 'deletion', facts) },
    },
    view: (editor) => {
      const few = new FewClauses(drawing.redecorated, ({ state }) => drawing.sourceOf(state));
      const clauseWithCaret = caretFollower();
      let last: Counted | null = null;
      few.attend(editor);
      return {
        update(view) {
          few.attend(view);
          if (groups.isDue) unobserved(view, () => groups.place(view.dom));
          groups.hold(clauseWithCaret(view));
          const { numbers, notes } = counted(view.state);
          if (numbers !== last?.numbers || notes !== last.notes) {
            for (const [dom, { node, ...before }] of clauses) {
              if (before.numbers === numbers && before.notes === notes) continue;
              const shown = { node, numbers, notes };
              clauses.set(dom, shown);
              showDrawing(dom, shown, drawing, facts());
            }
            last = { numbers, notes };
          }
          for (const dom of options) showLabel(dom);
          options.clear();
        },
      };
    },
  });
}

/** What clauses and notes are numbered. */
interface Counted {
  readonly numbers: ReadonlyMap<ClauseId, string>;
  readonly notes: Footnotes;
}

/** A clause as its element shows it. */
interface ShownClause extends Counted {
  readonly node: Node;
}

/**
 * Changes what is drawn without ProseMirror's looking at each change of it: a text that comes in has thousands. Internal to prosemirror-view
 * (1.42); the versions are pinned, and the editor's tests hold this.
 */
function unobserved(view: EditorView, change: () => void): void {
  const { domObserver } = view as unknown as { readonly domObserver: { stop(): void; start(): void } };
  domObserver.stop();
  change();
  domObserver.start();
}

/** Gives the element of the clause in which the caret is. ProseMirror goes through all clauses before it to find one: it is asked for another only. */
function caretFollower(): (view: EditorView) => Element | null {
  let last: { readonly node: Node; readonly dom: Element | null } | null = null;
  return (view) => {
    const { $head } = view.state.selection;
    const node = $head.parent;
    if (last?.node === node && last.dom?.isConnected === true) return last.dom;
    const dom = $head.depth === 0 ? null : view.nodeDOM($head.before(1));
    last = { node, dom: dom instanceof Element ? dom : null };
    return last.dom;
  };
}

function showDrawing(dom: HTMLElement, { node, numbers, notes }: ShownClause, drawing: BracketDrawing, facts: EditorFacts): void {
  const { glyphs, isOut, direction } = drawing.layoutOf(node);
  setClass(dom, 'is-out', isOut);
  setAttribute(dom, 'dir', direction);
  const mayBeGone = node.attrs['label'] !== '' && (isOut || node.content.size === 0);
  const tombstone = mayBeGone ? (facts.tombstoneOf?.(clauseOf(node).id) ?? null) : null;
  setAttribute(dom, 'data-tombstone', tombstone);
  setAttribute(dom, 'data-note', notes.byClause.get(clauseOf(node).id)?.number ?? null);
  setAttribute(dom, 'data-number', hanging(numbers.get(clauseOf(node).id), direction));
  const status = facts.statusOf?.(clauseOf(node)) ?? null;
  setAttribute(dom, 'data-status', status?.rung.tag ?? null);
  setAttribute(dom, 'data-rung-colour', status?.rung.colour ?? null);
  setAttribute(dom, 'aria-description', said(glyphs, facts) ?? status?.rung.name ?? null);
}

/** Whether words carry an insertion and a deletion of one proposal, as labels do. */
function hasLabel(node: Node): boolean {
  return node.children.some(({ marks }) =>
    marks.some(
      ({ type, attrs }) =>
        type.name === 'deletion' &&
        marks.some((one) => one.type.name === 'insertion' && one.attrs['proposal'] === attrs['proposal']),
    ),
  );
}

/** The label of an option is its own to bring in and to take out, and is not struck for that; what another proposal wants out of it is. */
function showLabel(dom: HTMLElement): void {
  for (const element of dom.querySelectorAll<HTMLElement>('del[data-proposal]'))
    element.classList.toggle('of-label', element.closest(`ins[data-proposal="${element.dataset['proposal']}"]`) !== null);
}

/** A number as it hangs in the margin. An attribute has no elements: among words from right to left signs say that it stands for itself. */
function hanging(number: string | undefined, direction: Direction): string | null {
  if (number === undefined || direction === 'ltr') return number ?? null;
  const [before, name, behind] = aroundName(number);
  return `${before}\u2068${name}\u2069${behind}`;
}

/** Writes on the marks' elements what became of their proposals since they were drawn. */
export function showOutcomes(view: EditorView, facts: EditorFacts): void {
  for (const element of view.dom.querySelectorAll<HTMLElement>('ins[data-proposal], del[data-proposal]')) {
    setAttribute(element, 'data-outcome', facts.outcomeOf((element.dataset['proposal'] ?? '') as ProposalId));
  }
}

const SEALED = 'This holds something that this version cannot show. It is kept as it is, and cannot be changed here.';

function showClause(dom: HTMLElement, node: Node): void {
  const { id, kind, level, cell } = clauseOf(node);
  setAttribute(dom, 'data-id', id);
  setAttribute(dom, 'data-kind', kind);
  setAttribute(dom, 'data-level', String(level));
  setAttribute(dom, 'data-cell', cell ?? null);
  const isSealed = node.attrs['sealed'] === true;
  setAttribute(dom, 'contenteditable', isSealed ? 'false' : null);
  setAttribute(dom, 'title', isSealed ? SEALED : null);
  setClass(dom, 'is-sealed', isSealed);
}

function proposalView(tag: 'ins' | 'del', role: string, facts: () => EditorFacts): MarkViewConstructor {
  const blank = document.createElement(tag);
  blank.className = role;
  return (mark) => {
    const proposal = mark.attrs['proposal'] as ProposalId;
    const dom = blank.cloneNode() as HTMLElement;
    dom.setAttribute('data-proposal', proposal);
    dom.setAttribute('data-outcome', facts().outcomeOf(proposal));
    return { dom, contentDOM: dom, ignoreMutation: (mutation) => mutation.type === 'attributes' };
  };
}

/** What a reader of the screen hears of the glyphs, which it does not see. */
function said(glyphs: readonly Glyph[], facts: EditorFacts): string | null {
  const opened = glyphs.filter((glyph) => glyph.type === 'open').length;
  if (glyphs.length === 0) return null;
  const count = opened === 1 ? '1 bracket opens here' : `${opened} brackets open here`;
  const tags = glyphs.filter((glyph) => glyph.type === 'close').map((glyph) => facts.tagOf(glyph.proposal, glyph.role));
  return [count, ...tags.filter((tag) => tag !== '')].join('; ');
}

function setClass(dom: HTMLElement, name: string, isSet: boolean): void {
  if (dom.classList.contains(name) !== isSet) dom.classList.toggle(name, isSet);
}

function setAttribute(dom: HTMLElement, name: string, value: string | null): void {
  if (dom.getAttribute(name) === value) return;
  if (value === null) dom.removeAttribute(name);
  else dom.setAttribute(name, value);
}
