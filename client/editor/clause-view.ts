import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView, MarkViewConstructor, NodeViewConstructor } from '@tiptap/pm/view';
import type { ClauseId, ProposalId } from '../../shared/base/ids.ts';
import { aroundName, directionOf, type Direction } from '../../shared/text/direction.ts';
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
  const clauses = new Map<HTMLElement, Node>();
  const stale = new Set<HTMLElement>();
  const groups = new ClauseGroups();
  const clauseView: NodeViewConstructor = (first) => {
    const dom = document.createElement('p');
    const show = (node: Node): void => {
      clauses.set(dom, node);
      stale.add(dom);
      const before = dom.dataset['cell'];
      showClause(dom, node);
      if (dom.dataset['cell'] !== before) groups.moved(dom);
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
        stale.delete(dom);
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
      let shown: ReadonlyMap<ClauseId, string> | null = null;
      let noted: Footnotes | null = null;
      few.attend(editor);
      return {
        update(view) {
          const { state } = view;
          few.attend(view);
          groups.place(view.dom);
          groups.hold(clauseWithCaret(view));
          const numbers = drawing.numbersOf(state);
          const notes = notesOf(state);
          const touched = numbers === shown && notes === noted ? stale : clauses.keys();
          for (const dom of touched) {
            const node = clauses.get(dom);
            if (node !== undefined) showDrawing(dom, node, { drawing, numbers, notes, facts: facts() });
          }
          stale.clear();
          shown = numbers;
          noted = notes;
        },
      };
    },
  });
}

function clauseWithCaret(view: EditorView): Element | null {
  const { $head } = view.state.selection;
  const dom = $head.depth === 0 ? null : view.nodeDOM($head.before(1));
  return dom instanceof Element ? dom : null;
}

interface Shown {
  readonly drawing: BracketDrawing;
  readonly numbers: ReadonlyMap<ClauseId, string>;
  readonly notes: Footnotes;
  readonly facts: EditorFacts;
}

function showDrawing(dom: HTMLElement, node: Node, { drawing, numbers, notes, facts }: Shown): void {
  const { glyphs, isOut } = drawing.layoutOf(node);
  dom.classList.toggle('is-out', isOut);
  const mayBeGone = node.attrs['label'] !== '' && (isOut || node.content.size === 0);
  const tombstone = mayBeGone ? (facts.tombstoneOf?.(clauseOf(node).id) ?? null) : null;
  setAttribute(dom, 'data-tombstone', tombstone);
  if (node.attrs['kind'] === 'option') showLabel(dom);
  setAttribute(dom, 'data-note', notes.byClause.get(clauseOf(node).id)?.number ?? null);
  setAttribute(dom, 'data-number', hanging(numbers.get(clauseOf(node).id), directionOf(node.textContent)));
  const status = facts.statusOf?.(clauseOf(node)) ?? null;
  setAttribute(dom, 'data-status', status?.rung.tag ?? null);
  setAttribute(dom, 'data-rung-colour', status?.rung.colour ?? null);
  setAttribute(dom, 'aria-description', said(glyphs, facts) ?? status?.rung.name ?? null);
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
  dom.classList.add('clause');
  setAttribute(dom, 'data-id', id);
  setAttribute(dom, 'data-kind', kind);
  setAttribute(dom, 'data-level', String(level));
  setAttribute(dom, 'data-cell', cell ?? null);
  setAttribute(dom, 'dir', directionOf(node.textContent));
  const isSealed = node.attrs['sealed'] === true;
  setAttribute(dom, 'contenteditable', isSealed ? 'false' : null);
  setAttribute(dom, 'title', isSealed ? SEALED : null);
  dom.classList.toggle('is-sealed', isSealed);
}

function proposalView(tag: 'ins' | 'del', role: string, facts: () => EditorFacts): MarkViewConstructor {
  return (mark) => {
    const proposal = mark.attrs['proposal'] as ProposalId;
    const dom = document.createElement(tag);
    dom.className = role;
    dom.dataset['proposal'] = proposal;
    dom.dataset['outcome'] = facts().outcomeOf(proposal);
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

function setAttribute(dom: HTMLElement, name: string, value: string | null): void {
  if (dom.getAttribute(name) === value) return;
  if (value === null) dom.removeAttribute(name);
  else dom.setAttribute(name, value);
}
