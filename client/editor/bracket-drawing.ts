import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { must } from '../../shared/base/assert.ts';
import type { ClauseId } from '../../shared/base/ids.ts';
import { firstSeen, lastSeen } from '../../shared/projection/drawing.ts';
import { clauseIsOut } from '../../shared/proposals/standing.ts';
import { sameMarks, type Clause, type Run } from '../../shared/text/clause.ts';
import { numberClauses } from '../../shared/text/numbering.ts';
import { changedRange } from './changed-range.ts';
import { layoutClause, type ClauseLayout, type Glyph } from './clause-layout.ts';
import { childrenOf, clauseOf } from './clause-value.ts';
import type { EditorFacts } from './draft-editor.ts';
import { chipElement, glyphElement, gutterElement } from './glyph-element.ts';
import { isolating, symbolsIn, type Stretch } from './symbols.ts';

/** What is drawn over the text: the layout of each clause, its number, and the decorations that show it. */
export interface Drawing {
  readonly source: DecorationSet;
  readonly numbers: ReadonlyMap<ClauseId, string>;
}

interface Drawn {
  readonly layout: ClauseLayout;
  /** Says all that the decorations show: they are made anew only where it differs. */
  readonly signature: string;
  readonly set: DecorationSet;
}

const drawingKey = new PluginKey<Drawing>('drawing');
const FACTS = 'facts';

/** Whether a transaction says that the record changed. */
export function isFactsChange(tr: Transaction): boolean {
  return tr.getMeta(drawingKey) === FACTS;
}

/**
 * The decorations of a document, kept by clause. ProseMirror asks for those of one clause at a time; a set of all of them would
 * be built or searched anew at each key (EDITOR 1). It has to be a DecorationSet, since ProseMirror joins the sources of several
 * plugins by their insides (prosemirror-view 1.42, `DecorationGroup.from`).
 */
function drawnClauses(drawn: WeakMap<Node, Drawn>): DecorationSet {
  const source = Object.create(DecorationSet.empty) as DecorationSet;
  return Object.assign(source, {
    forChild: (_offset: number, node: Node) => drawn.get(node)?.set ?? DecorationSet.empty,
    eq: (other: unknown) => other === source,
  });
}

/** Draws brackets and chips, and counts clauses. A keystroke costs its own clause and its two neighbours. */
export class BracketDrawing {
  readonly #facts: () => EditorFacts;
  readonly #drawn = new WeakMap<Node, Drawn>();
  /** Clauses over which something other is drawn since their elements were. */
  readonly redecorated = new Set<Node>();

  constructor(facts: () => EditorFacts) {
    this.#facts = facts;
  }

  plugin(): Plugin<Drawing> {
    return new Plugin<Drawing>({
      key: drawingKey,
      state: {
        init: (_config, state) => this.#draw(state.doc, null),
        apply: (tr, drawing, old, state) => {
          if (isFactsChange(tr)) return this.#draw(state.doc, null);
          return tr.docChanged ? this.#draw(state.doc, { doc: old.doc, drawing }) : drawing;
        },
      },
      props: { decorations: (state) => drawingKey.getState(state)?.source },
    });
  }

  /** The layout of a clause of the document that the editor shows. */
  layoutOf(node: Node): ClauseLayout {
    return must(this.#drawn.get(node), 'layout of a clause that is not shown').layout;
  }

  numbersOf(state: EditorState): ReadonlyMap<ClauseId, string> {
    return must(drawingKey.getState(state), 'drawing').numbers;
  }

  /** What is drawn over a document: another object each time anything about it is another. */
  sourceOf(state: EditorState): DecorationSet {
    return must(drawingKey.getState(state), 'drawing').source;
  }

  /** Makes a transaction after which everything is drawn anew, since the record changed. */
  factsChanged(tr: Transaction): Transaction {
    return tr.setMeta(drawingKey, FACTS).setMeta('addToHistory', false);
  }

  #draw(doc: Node, previous: { readonly doc: Node; readonly drawing: Drawing } | null): Drawing {
    const facts = this.#facts();
    const nodes = childrenOf(doc);
    const { from, oldTo, to } = previous === null ? { from: 0, oldTo: 0, to: nodes.length } : changedRange(previous.doc, doc);
    const isSeen = (clause: Clause): boolean => seen(clause, facts);
    const old = previous === null ? [] : childrenOf(previous.doc).slice(from, oldTo);
    // The neighbours are drawn by what they meet: mostly that is what it was.
    const meetsSame = previous === null || sameEdges(old, nodes.slice(from, to), facts);
    const first = meetsSame ? from : nearest(nodes, from, -1, isSeen);
    const last = meetsSame ? to - 1 : nearest(nodes, to - 1, 1, isSeen);
    let before: Clause | null = clauseAt(nodes, nearest(nodes, first, -1, isSeen), first, isSeen);
    for (let index = first; index <= last; index += 1) {
      const node = must(nodes[index], 'clause');
      const clause = clauseOf(node);
      const after = clauseAt(nodes, nearest(nodes, index, 1, isSeen), index, isSeen);
      const layout = layoutClause(clause, before, after, facts);
      const planned = planOf(node, layout, facts);
      const symbols = symbolsIn(node, layout.direction);
      const signature = [
        ...planned.map(({ offset, side, key }) => `${offset} ${side} ${key}`),
        ...symbols.map(({ from, to }) => `${from} ${to}`),
      ].join('\n');
      const known = this.#drawn.get(node);
      const set = known?.signature === signature ? known.set : decorationsOf(node, planned, symbols);
      this.#drawn.set(node, { layout, signature, set });
      if (set !== known?.set) this.redecorated.add(node);
      if (isSeen(clause)) before = clause;
    }
    const isOut = (node: Node): boolean => this.#drawn.get(node)?.layout.isOut === true;
    const numbers =
      previous !== null && sameStructure(previous.doc, doc, { from, to, isOut })
        ? previous.drawing.numbers
        : numberClauses(
            nodes.filter((node) => !(isOut(node) || isKeptAlone(node, facts)) || keepsNumber(node, facts)).map(clauseOf),
          );
    return { source: drawnClauses(this.#drawn), numbers };
  }
}

/** Whether a clause that is out keeps its number, so that it counts with the others. */
function keepsNumber(node: Node, facts: EditorFacts): boolean {
  return node.attrs['label'] !== '' && (facts.tombstoneOf?.(clauseOf(node).id) ?? null) !== null;
}

function isKeptAlone(node: Node, facts: EditorFacts): boolean {
  return node.content.size === 0 && facts.isKept?.(clauseOf(node).id) === true;
}

function seen(clause: Clause, facts: EditorFacts): boolean {
  return firstSeen(clause, facts.outcomeOf) !== undefined && !clauseIsOut(clause, facts.outcomeOf);
}

/** Whether clauses meet those before and behind them as the others did in whose places they stand: with the same brackets at both ends. */
function sameEdges(old: readonly Node[], now: readonly Node[], facts: EditorFacts): boolean {
  const same = (a: Run | undefined, b: Run | undefined): boolean =>
    a === b || (a !== undefined && b !== undefined && sameMarks(a, b));
  return (
    old.length === now.length &&
    old.every((node, index) => {
      const [was, is] = [clauseOf(node), clauseOf(must(now[index], 'clause'))];
      const { outcomeOf } = facts;
      return (
        seen(was, facts) === seen(is, facts) &&
        same(firstSeen(was, outcomeOf), firstSeen(is, outcomeOf)) &&
        same(lastSeen(was, outcomeOf), lastSeen(is, outcomeOf))
      );
    })
  );
}

/** The nearest clause on one side in which something is seen, or the last on that side. */
function nearest(nodes: readonly Node[], from: number, step: -1 | 1, isSeen: (clause: Clause) => boolean): number {
  for (let index = from + step; ; index += step) {
    const node = nodes[index];
    if (node === undefined) return Math.max(0, Math.min(nodes.length - 1, index - step));
    if (isSeen(clauseOf(node))) return index;
  }
}

function clauseAt(nodes: readonly Node[], index: number, not: number, isSeen: (clause: Clause) => boolean): Clause | null {
  const node = nodes[index];
  if (node === undefined || index === not) return null;
  const clause = clauseOf(node);
  return isSeen(clause) ? clause : null;
}

interface Changed {
  readonly from: number;
  readonly to: number;
  readonly isOut: (node: Node) => boolean;
}

function sameStructure(old: Node, now: Node, { from, to, isOut }: Changed): boolean {
  if (old.childCount !== now.childCount) return false;
  for (let index = from; index < to; index += 1) {
    const [a, b] = [old.child(index), now.child(index)];
    if (!['id', 'kind', 'level', 'label', 'cell'].every((name) => a.attrs[name] === b.attrs[name]) || isOut(a) !== isOut(b))
      return false;
  }
  return true;
}

interface Planned {
  readonly offset: number;
  readonly side: number;
  readonly key: string;
  readonly toDOM: () => HTMLElement;
}

function planOf(node: Node, layout: ClauseLayout, facts: EditorFacts): Planned[] {
  const planned: Planned[] = [];
  const gutter = layout.glyphs.filter((glyph) => glyph.holdsNumber);
  if (gutter.length > 0)
    planned.push({ offset: 0, side: 0, key: `gutter ${gutter.map(nameOf).join(' ')}`, toDOM: () => gutterElement(gutter) });
  const passed = new Map<number, number>();
  for (const glyph of layout.glyphs) {
    const { offset } = glyph;
    const side = (passed.get(offset) ?? 0) + 1;
    passed.set(offset, side);
    if (glyph.holdsNumber) continue;
    const tag = glyph.type === 'close' ? facts.tagOf(glyph.proposal, glyph.role) : '';
    planned.push({ offset, side, key: `${nameOf(glyph)} ${tag}`, toDOM: () => glyphElement(glyph, tag) });
  }
  for (const chip of layout.chips) {
    const words = node.textBetween(chip.from, chip.to);
    // At the far end and before the place there: a caret at that place then stands behind the chip, and not in what is hidden.
    planned.push({
      offset: chip.to,
      side: -1,
      key: `chip ${String(layout.isOut)} ${words}`,
      toDOM: () => chipElement(words, layout.isOut),
    });
  }
  return planned;
}

function decorationsOf(node: Node, planned: readonly Planned[], symbols: readonly Stretch[]): DecorationSet {
  // Without marks of its own a widget is drawn inside those of the text behind it, and hidden with it where that is out.
  const widgets = planned.map(({ offset, side, key, toDOM }) =>
    Decoration.widget(offset, toDOM, { side, key, marks: [], ignoreSelection: true }),
  );
  return DecorationSet.create(node, [...widgets, ...symbols.map(isolating)]);
}

function nameOf(glyph: Glyph): string {
  return `${glyph.type} ${glyph.role} ${glyph.proposal}`;
}
