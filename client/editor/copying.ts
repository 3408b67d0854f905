import { DOMSerializer, Fragment, Slice, type Node, type Schema } from '@tiptap/pm/model';
import { Plugin, type Selection } from '@tiptap/pm/state';
import { drawText, partWords } from '../../shared/projection/drawing.ts';
import type { CellPlace } from '../../shared/text/cell.ts';
import { withFootnoteNumbers } from '../../shared/projection/footnotes.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { footnoteKey } from '../../shared/text/numbering.ts';
import { withTables } from '../../shared/text/tables.ts';
import { carriedBy, carriedOf, carry, writtenCarried } from './carried-clause.ts';
import { clauseOf } from './clause-value.ts';
import type { DraftEditorOptions } from './draft-editor.ts';
import { notesOf } from './footnotes.ts';
import { isOutClause, outSpans } from './out-text.ts';
import { placeOf } from './table-keys.ts';

/**
 * What is copied is what is seen: brackets are in the plain text as characters, in the rich text as marks, and what is out is in
 * neither.
 */
export function copyingPlugin(schema: Schema, { facts, room }: Pick<DraftEditorOptions, 'facts' | 'room'>): Plugin {
  return new Plugin({
    props: {
      transformCopied: (slice, { state }) => {
        const { outcomeOf } = facts();
        const nodes: Node[] = [];
        slice.content.forEach((node, _offset, index) => {
          if (isOutClause(node, outcomeOf)) return;
          const out = outSpans(node, outcomeOf);
          const copied = withoutSpans(node, out);
          if (node.attrs['cell'] === null && isWholeIn(state.selection, slice, index)) carry(copied, carriedOf(node, room, out));
          nodes.push(copied);
        });
        const whole = nodes.length === slice.content.childCount;
        return new Slice(
          Fragment.from(nodes),
          whole ? slice.openStart : Math.min(1, slice.openStart, nodes.length),
          whole ? slice.openEnd : Math.min(1, slice.openEnd, nodes.length),
        );
      },
      clipboardTextSerializer: (slice, { state }) => {
        const notes = notesOf(state);
        const nodes: Node[] = [];
        slice.content.forEach((node) => {
          if (node.isTextblock) nodes.push(node);
        });
        const lines = drawText(nodes.map(clauseOf), facts()).map(({ clause, parts }) => ({
          cell: clause.cell,
          words: withFootnoteNumbers(`${noteLabel(clause)}${parts.map(partWords).join('')}`, notes),
        }));
        return withTables(lines)
          .map((one) =>
            one.type === 'one'
              ? one.item.words
              : one.table.rows
                  .map(({ cells }) => cells.map((cell) => cell.map(({ words }) => words).join(' ')).join('\t'))
                  .join('\n'),
          )
          .join('\n');
      },
      clipboardSerializer: new TableSerializer(schema),
    },
  });
}

/** A footnote says by its number, as a mark does, which one it is. */
function noteLabel({ kind, label }: Clause): string {
  return kind === 'footnote' && footnoteKey(label) !== null ? `${label} ` : '';
}

/** Writes tables as tables, for programs that know them; clauses within are those of the editor. */
class TableSerializer extends DOMSerializer {
  constructor(schema: Schema) {
    super(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema));
  }

  override serializeFragment(
    fragment: Fragment,
    options?: { document?: Document },
    target?: HTMLElement | DocumentFragment,
  ): HTMLElement | DocumentFragment {
    const document = options?.document ?? window.document;
    const into = target ?? document.createDocumentFragment();
    const nodes: { readonly node: Node; readonly cell: CellPlace | undefined }[] = [];
    fragment.forEach((node) => nodes.push({ node, cell: node.isTextblock ? placeOf(node) : undefined }));
    const write = (node: Node, place: Element | DocumentFragment): void => {
      const written = this.serializeNode(node, { document });
      const carried = carriedBy(node);
      if (carried !== null && written instanceof HTMLElement) written.dataset['clause'] = writtenCarried(carried);
      place.append(written);
    };
    for (const stretch of withTables(nodes)) {
      if (stretch.type === 'one') {
        if (stretch.item.node.isTextblock) write(stretch.item.node, into);
        else super.serializeFragment(Fragment.from(stretch.item.node), { document }, into);
        continue;
      }
      const table = document.createElement('table');
      for (const { cells, isHead } of stretch.table.rows) {
        const row = document.createElement('tr');
        for (const cell of cells) {
          const place = document.createElement(isHead ? 'th' : 'td');
          for (const { node } of cell) write(node, place);
          row.append(place);
        }
        table.append(row);
      }
      into.append(table);
    }
    return into;
  }
}

/** Whether a selection holds all of a clause of what was copied. */
function isWholeIn({ $from, $to }: Selection, { content, openStart, openEnd }: Slice, index: number): boolean {
  const begins = index > 0 || openStart === 0 || $from.parentOffset === 0;
  const ends = index < content.childCount - 1 || openEnd === 0 || $to.parentOffset === $to.parent.content.size;
  return begins && ends;
}

function withoutSpans(node: Node, spans: readonly { readonly from: number; readonly to: number }[]): Node {
  let content = Fragment.empty;
  let at = 0;
  for (const span of [...spans, { from: node.content.size, to: node.content.size }]) {
    content = content.append(node.content.cut(at, span.from));
    at = span.to;
  }
  return node.copy(content);
}
