import type * as Y from 'yjs';
import { clauseId, type ClauseId } from '../../shared/base/ids.ts';
import type { PreparationInfo } from '../../shared/protocol/api.ts';
import { cellOf, cellPlace, type CellPlace } from '../../shared/text/cell.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { isHeading } from '../../shared/text/numbering.ts';
import { readText, textOf } from '../../shared/text/reading.ts';
import { withTables } from '../../shared/text/tables.ts';
import { elementById, elementOf } from '../../shared/text/writing.ts';
import { randomId } from '../state/random-id.ts';

/** What a person came to do; the rest they do in the editor. */
export type Beginning = 'change' | 'delete';

/**
 * Makes the first step for the person, once: an empty clause to write in where a new one is intended, empty clauses where they are to go.
 * Where anything has been changed already, somebody has begun, and nothing is done.
 */
export function beginPreparation(doc: Y.Doc, info: PreparationInfo, beginning: Beginning): { readonly goTo: ClauseId | null } {
  const present = readText(doc);
  const first = present[0]?.id ?? null;
  if (!isUntouched(present, info.base))
    return { goTo: present.find((clause) => !info.base.some((base) => base.id === clause.id))?.id ?? first };
  const last = present.at(-1);
  if (info.insertAfter && last !== undefined) {
    const added = last.cell === undefined ? [clauseAfter(last)] : rowAfter(last.cell, present);
    textOf(doc).insertAfter(elementById(doc, last.id), added.map(elementOf));
    return { goTo: added[0]?.id ?? null };
  }
  if (beginning === 'delete') {
    doc.transact(() => {
      for (const clause of info.base) {
        const element = elementById(doc, clause.id);
        element.delete(0, element.length);
      }
    });
  }
  return { goTo: first };
}

function newId(): ClauseId {
  return clauseId(randomId('c'));
}

function clauseAfter(last: Clause): Clause {
  return { id: newId(), ...placeAfter(last), label: '', runs: [] };
}

/** The empty cells of a row that ends a table. */
function rowAfter(last: CellPlace, present: readonly Clause[]): Clause[] {
  const { table } = cellOf(last);
  const row = newId();
  const columns = withTables(present).findLast((one) => one.type === 'table' && one.table.table === table);
  return (columns?.type === 'table' ? columns.table.columns : []).map((column) => ({
    id: newId(),
    kind: 'text',
    level: 0,
    label: '',
    cell: cellPlace({ table, row, column, isHead: false }),
    runs: [],
  }));
}

function isUntouched(present: readonly Clause[], base: readonly Clause[]): boolean {
  return (
    present.length === base.length &&
    present.every((clause, index) => clause.id === base[index]?.id && plainText(clause) === plainText(base[index]))
  );
}

/** After a heading comes a paragraph (its level is that of the heading, and says nothing of indentation); else a clause like the one before. */
function placeAfter({ kind, level }: Clause): Pick<Clause, 'kind' | 'level'> {
  return isHeading(kind) ? { kind: 'paragraph', level: 0 } : { kind, level };
}
