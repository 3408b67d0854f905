import { Fragment, Slice, type Mark, type Node, type ResolvedPos } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { ProposalId } from '../../shared/base/ids.ts';
import { cellOf, cellPlace, type CellPlace } from '../../shared/text/cell.ts';
import { SLOT } from '../../shared/text/clause.ts';
import { asOneLine } from '../../shared/text/clause-words.ts';
import { CLAUSE_NODE } from '../../shared/text/reading.ts';
import { carriedBy, readCarried, type CarriedClause } from './carried-clause.ts';
import { drop, type Placing } from './dropping.ts';
import type { EditorContext } from './editor-context.ts';
import { mayLinkTo } from './document-schema.ts';
import { ofLastAct } from './history.ts';
import { placeClauses } from './pasted-clauses.ts';
import { cleanHtml, isOwnHtml } from './pasted-html.ts';
import { inOneParagraph, withFreeKeys } from './pasted-notes.ts';

/** Open words of another text would else stand here as if nobody had doubted them. */
const UNBRACKETED =
  'Words of proposals in another text were pasted without their brackets. As plain text (Ctrl+Shift+V) they come with them, as characters.';

/**
 * What is pasted or dropped becomes clauses, new ones but for those that come back (`pasted-clauses.ts`), and words that belong to no proposal but
 * those that the record or the text knows.
 */
export function pastingPlugin(context: EditorContext): Plugin {
  const { options, side } = context;
  /** Which clauses of this text were copied whole, of what is being pasted. */
  const carried = new WeakMap<Node, CarriedClause>();
  const received = (slice: Slice): Slice => {
    const isKnown = (proposal: ProposalId): boolean => options.facts().isKnown(proposal);
    if (hasUnknown(slice.content, isKnown)) options.onNotice(UNBRACKETED);
    const content = cleaned(slice.content, isKnown);
    slice.content.forEach((node, _offset, index) => {
      const known = carriedBy(node) ?? readCarried(String(node.attrs['id']));
      if (known?.room === options.room) carried.set(content.child(index), known);
    });
    return new Slice(content, slice.openStart, slice.openEnd);
  };
  const place: Placing = (state, slice, marks) => {
    const { attrs, content } = state.selection.$head.parent;
    const within = (attrs['cell'] as CellPlace | null | undefined) ?? null;
    const inNote = attrs['kind'] === 'footnote';
    const keepsFirst = content.size === 0 && within === null && slice.content.firstChild?.attrs['cell'] === null;
    const keyed = inNote ? inOneParagraph(slice) : withFreeKeys(slice, state.doc, { ...options, keepsFirst });
    const placed = inPlaces(keyed, within, options.newClauseId);
    // Within a bracket what is pasted belongs to it, as if it were typed.
    const around = marks.filter((mark) => mark.type.name !== 'link');
    return placeClauses(state, {
      slice: new Slice(withMarks(placed.content, around), placed.openStart, placed.openEnd),
      carried: slice.content.content.map((node) => carried.get(node) ?? null),
      outcomeOf: options.facts().outcomeOf,
    });
  };
  return new Plugin({
    props: {
      transformPastedHTML: (html) => {
        if (isOwnHtml(html)) return html;
        const clean = cleanHtml(html);
        if (clean.leftOut !== null) options.onNotice(clean.leftOut);
        return clean.html;
      },
      clipboardTextParser: fromPlainText,
      transformPasted: received,
      handlePaste: (view, _event, slice) => {
        if (slice.content.firstChild === null) return true;
        const deletes = !view.state.selection.empty;
        if (deletes) view.dispatch(view.state.tr.deleteSelection());
        const { state } = view;
        const caret = side.caretOf(state);
        const tr = place(state, slice, caret === null ? [] : side.marksAt(state, caret));
        view.dispatch((deletes ? ofLastAct(tr) : tr).scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'));
        return true;
      },
      handleDrop: (view, event, slice, moves) => {
        const isOwn = view.dragging !== null;
        // As it reads now: others may have changed it since it was taken up.
        const words = isOwn ? received(view.serializeForClipboard(view.state.selection.content()).slice) : slice;
        drop(view, context, { event, words, moves: isOwn && moves, place });
        return true;
      },
    },
  });
}

/** Plain text by lines, or as a table, in the looks of the place that it is for. */
function fromPlainText(text: string, at: ResolvedPos): Slice {
  const { schema } = at.doc.type;
  const marks = at.marks().filter((mark) => mark.type.name === 'bold' || mark.type.name === 'italic');
  const rows = tabbedRows(text);
  if (rows !== null) {
    const cells = rows.flatMap((row, index) =>
      row.map((words, column) => {
        const cell = cellPlace({ table: 't', row: `r${index}`, column: `c${column}`, isHead: false });
        return schema.node(CLAUSE_NODE, { kind: 'text', cell }, words === '' ? [] : schema.text(words, marks));
      }),
    );
    return new Slice(Fragment.from(cells), 0, 0);
  }
  const lines = text.split(/\s*\n\s*/).filter((line) => line.trim() !== '');
  const clauses = lines.map((line) => schema.node(CLAUSE_NODE, null, schema.text(line, marks)));
  return new Slice(Fragment.from(clauses), lines.length > 0 ? 1 : 0, lines.length > 0 ? 1 : 0);
}

/** Rows of cells, as a spreadsheet gives them; null for other text. */
function tabbedRows(text: string): string[][] | null {
  const rows = text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => line.split('\t').map((words) => words.trim()));
  const width = rows[0]?.length ?? 0;
  return rows.length > 1 && width > 1 && rows.every((row) => row.length === width) ? rows : null;
}

/** What is pasted into a cell stands in that cell; elsewhere a pasted table is a new one, with whole cells. */
function inPlaces(slice: Slice, within: CellPlace | null, newId: () => string): Slice {
  const ids = new Map<string, string>();
  const idOf = (old: string): string => {
    const id = ids.get(old) ?? newId();
    ids.set(old, id);
    return id;
  };
  const nodes: Node[] = [];
  slice.content.forEach((node) => {
    const place = node.isTextblock ? (node.attrs['cell'] as CellPlace | null) : null;
    if (!node.isTextblock || (place === null && within === null)) {
      nodes.push(node);
      return;
    }
    if (within !== null) {
      nodes.push(node.type.create({ ...node.attrs, kind: 'text', level: 0, label: '', cell: within }, node.content));
      return;
    }
    const { table, row, column, isHead } = cellOf(place as CellPlace);
    const cell = cellPlace({ table: idOf(table), row: idOf(`${table} ${row}`), column: idOf(`${table} / ${column}`), isHead });
    nodes.push(node.type.create({ ...node.attrs, cell }, node.content));
  });
  const isCell = (node: Node | undefined): boolean =>
    within === null && node?.isTextblock === true && node.attrs['cell'] !== null;
  // Words of a single cell are words; of several they are a table.
  if (nodes.length === 1 && isCell(nodes[0]) && nodes[0] !== undefined)
    return new Slice(Fragment.from(nodes[0].type.create({ ...nodes[0].attrs, cell: null }, nodes[0].content)), 1, 1);
  return new Slice(Fragment.from(nodes), isCell(nodes[0]) ? 0 : slice.openStart, isCell(nodes.at(-1)) ? 0 : slice.openEnd);
}

function cleaned(content: Fragment, isKnown: (proposal: ProposalId) => boolean): Fragment {
  const nodes: Node[] = [];
  content.forEach((node) => {
    if (node.isText) {
      const marks = node.marks.filter((mark) => isKept(mark, isKnown));
      const words = asOneLine(node.text ?? '');
      const text = marks.some((mark) => mark.type.name === 'insertion') ? words : words.replaceAll(SLOT, '');
      if (text !== '') nodes.push(node.type.schema.text(text, marks));
    } else nodes.push(node.type.create({ ...node.attrs, id: '' }, cleaned(node.content, isKnown)));
  });
  return Fragment.from(nodes);
}

function hasUnknown(content: Fragment, isKnown: (proposal: ProposalId) => boolean): boolean {
  let found = false;
  content.descendants(({ marks }) => {
    found ||= marks.some((mark) => isOfProposal(mark) && !isKept(mark, isKnown));
    return !found;
  });
  return found;
}

function isOfProposal({ type }: Mark): boolean {
  return type.name === 'insertion' || type.name === 'deletion';
}

function isKept(mark: Mark, isKnown: (proposal: ProposalId) => boolean): boolean {
  if (isOfProposal(mark)) return isKnown(mark.attrs['proposal'] as ProposalId);
  return mark.type.name !== 'link' || mayLinkTo(String(mark.attrs['href']));
}

function withMarks(content: Fragment, marks: readonly Mark[]): Fragment {
  const nodes: Node[] = [];
  content.forEach((node) => {
    if (node.isText) nodes.push(node.mark(marks.reduce((all, mark) => mark.addToSet(all), node.marks)));
    else nodes.push(node.copy(withMarks(node.content, marks)));
  });
  return Fragment.from(nodes);
}
