import { closeHistory, isHistoryTransaction } from '@tiptap/pm/history';
import { Plugin, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { ProposalId } from '../../shared/base/ids.ts';
import { standing, type OutcomeOf } from '../../shared/proposals/standing.ts';
import type { Edge } from '../../shared/projection/drawing.ts';
import { SLOT, type Run } from '../../shared/text/clause.ts';
import { isRemote } from './binding.ts';
import { clauseOf } from './clause-value.ts';
import { sameEdge } from './clause-layout.ts';
import type { EditorContext } from './editor-context.ts';
import { outSpans, type Span } from './out-text.ts';
import { goTo } from './stepping.ts';

/** Brackets as they are typed: `[` opens one, `]` goes out of it; over a selection `[` puts one round it. */
export class BracketTyping {
  readonly #context: EditorContext;
  /** Brackets opened at this keyboard and not yet left: leaving one is the time to ask for whom. */
  readonly #begun = new Set<ProposalId>();

  constructor(context: EditorContext) {
    this.#context = context;
  }

  /** Brackets the selection, or opens an empty bracket at the caret. Null where nothing can be bracketed. */
  open(view: EditorView): ProposalId | null {
    return view.state.selection.empty ? this.#openEmpty(view) : this.#reserve(view);
  }

  /** Leaves the innermost bracket at the caret. */
  close(view: EditorView): void {
    const { side, options } = this.#context;
    const caret = side.caretOf(view.state);
    const innermost = caret?.brackets.at(-1);
    if (caret === null || innermost === undefined) {
      options.onNotice('There is no bracket to close here. Alt+] types the character itself.');
      return;
    }
    const tr = view.state.tr;
    const end = this.#endOf(view.state, innermost, caret.pos + 1 + caret.offset, caret.passed);
    removeSlots(tr, innermost, options.facts().outcomeOf);
    tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map(end)));
    view.dispatch(closeHistory(tr));
    // Counted anew: without its empty place the bracket's edge may stand among others.
    const passed = side
      .at(view.state, view.state.selection.head, Infinity)
      .glyphs.findIndex((glyph) => glyph.type === 'close' && sameEdge(glyph, innermost));
    goTo(view, this.#context, { pos: view.state.selection.head, passed: passed + 1 });
    if (this.#begun.delete(innermost.proposal)) options.onBracket(innermost.proposal);
  }

  /** Takes the empty place out of a bracket that holds words, once the caret has left it in any other way than by `]`. */
  plugin(): Plugin {
    const { side, options } = this.#context;
    return new Plugin({
      appendTransaction(transactions, old, state) {
        if (transactions.every((tr) => isRemote(tr) || !tr.selectionSet) || transactions.some(isHistoryTransaction)) return null;
        const before = side.caretOf(old);
        if (before === null || !before.node.textContent.includes(SLOT)) return null;
        const now = side.caretOf(state)?.brackets ?? [];
        const tr = state.tr;
        for (const edge of before.brackets)
          if (!now.some((other) => sameEdge(other, edge))) removeSlots(tr, edge, options.facts().outcomeOf);
        return tr.docChanged ? tr : null;
      },
    });
  }

  #openEmpty(view: EditorView): ProposalId | null {
    const { side, options } = this.#context;
    const caret = side.caretOf(view.state);
    if (caret === null) return null;
    const { state } = view;
    const proposal = options.newProposalId();
    const marks = state.schema.mark('insertion', { proposal }).addToSet(side.marksAt(state, caret));
    const at = caret.pos + 1 + caret.offset;
    const tr = closeHistory(state.tr.insert(at, state.schema.text(SLOT, marks)));
    tr.setSelection(TextSelection.create(tr.doc, at + 1));
    view.dispatch(side.place(tr, 0).scrollIntoView());
    this.#begun.add(proposal);
    return proposal;
  }

  /** A bracket round text that is there already: whoever wants it would rather see it go. */
  #reserve(view: EditorView): ProposalId | null {
    const { options } = this.#context;
    const { state } = view;
    const { from, to } = state.selection;
    const spans = this.#seenSpans(state, { from, to });
    const last = spans.at(-1);
    if (last === undefined) {
      options.onNotice('Nothing in the selection can be put in brackets.');
      return null;
    }
    const proposal = options.newProposalId();
    const tr = closeHistory(state.tr);
    for (const span of spans) tr.addMark(span.from, span.to, state.schema.mark('deletion', { proposal }));
    tr.setSelection(TextSelection.create(tr.doc, last.to));
    view.dispatch(tr);
    const edge: Edge = { proposal, role: 'deletion' };
    const passed = this.#context.side
      .at(view.state, last.to, Infinity)
      .glyphs.findIndex((glyph) => glyph.type === 'close' && sameEdge(glyph, edge));
    goTo(view, this.#context, { pos: last.to, passed: passed + 1 });
    options.onBracket(proposal);
    return proposal;
  }

  #seenSpans(state: EditorState, range: Span): Span[] {
    const { outcomeOf } = this.#context.options.facts();
    const spans: Span[] = [];
    state.doc.nodesBetween(range.from, range.to, (node, pos) => {
      if (!node.isTextblock) return true;
      let at = Math.max(range.from, pos + 1);
      const end = Math.min(range.to, pos + 1 + node.content.size);
      for (const out of [...outSpans(node, outcomeOf), { from: Infinity, to: Infinity }]) {
        const to = Math.min(end, pos + 1 + out.from);
        if (at < to) spans.push({ from: at, to });
        at = Math.max(at, pos + 1 + out.to);
      }
      return false;
    });
    return spans;
  }

  /** The place of a bracket's closing edge, from a place inside it on. */
  #endOf(state: EditorState, edge: Edge, from: number, passed: number): number {
    const { drawing } = this.#context;
    let end = from;
    let isFirst = true;
    state.doc.nodesBetween(from, state.doc.content.size, (node, pos) => {
      if (!node.isTextblock || end < 0) return true;
      let seen = 0;
      for (const glyph of drawing.layoutOf(node).glyphs) {
        const at = pos + 1 + glyph.offset;
        if (at < from) continue;
        if (isFirst && at === from) {
          seen += 1;
          if (seen <= passed) continue;
        }
        if (glyph.type === 'close' && sameEdge(glyph, edge)) {
          end = -at;
          return false;
        }
      }
      isFirst = false;
      return false;
    });
    return Math.abs(end);
  }
}

/** Takes the empty places of a bracket away where it holds other characters. */
function removeSlots(tr: Transaction, edge: Edge, outcomeOf: OutcomeOf): void {
  const slots: Span[] = [];
  let others = false;
  tr.doc.forEach((node, pos) => {
    let offset = pos + 1;
    for (const run of clauseOf(node).runs) {
      if (holds(run, edge) && standing(run, outcomeOf) !== 'out') {
        for (let at = run.text.indexOf(SLOT); at !== -1; at = run.text.indexOf(SLOT, at + 1))
          slots.push({ from: offset + at, to: offset + at + 1 });
        if (run.text.replaceAll(SLOT, '') !== '') others = true;
      }
      offset += run.text.length;
    }
  });
  if (others) for (const slot of slots.toReversed()) tr.delete(slot.from, slot.to);
}

function holds(run: Run, { role, proposal }: Edge): boolean {
  return (role === 'insertion' ? run.insertions : run.deletions).includes(proposal);
}
