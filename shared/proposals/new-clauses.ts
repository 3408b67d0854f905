import type { ClauseId } from '../base/ids.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { cellOf } from '../text/cell.ts';
import type { TextChange } from '../text/change.ts';
import { SLOT, plainText, sortedIds, type Clause } from '../text/clause.ts';
import { footnoteKey } from '../text/numbering.ts';
import { cellsOf, tablesIn } from '../text/tables.ts';
import { nestingBetween } from './nesting.ts';
import type { Clash, Prepared } from './placing.ts';

type Insertion = Extract<TextChange, { type: 'insert' }>;

/** Clauses that the delegation added, each behind the nearest clause before it that the draft has. */
export function newClauses({ base, edited, current, outcomeOf, proposal, reads }: Prepared): Result<Insertion[], Clash[]> {
  const baseById = new Map(base.map((clause) => [clause.id, clause]));
  const currentById = new Map(current.map((clause) => [clause.id, clause]));
  const kept = new Set(edited.map(({ id }) => id));
  const marks = new Set(
    current.flatMap(({ id, kind, label }) => (kind !== 'footnote' || (baseById.has(id) && !kept.has(id)) ? [] : label)),
  );
  const isProposedCell = proposedCells(edited.filter(({ id }) => !baseById.has(id)));
  const around = new Map<ClauseId | null, ReturnType<typeof nestingBetween>>();
  const ends = tableEnds(edited, current);
  let last: Clause | null = null;
  const insertions: Insertion[] = [];
  const clashes: Clash[] = [];
  let after: ClauseId | null = null;
  /** The clause of the text as it stands behind which all that is new comes. */
  let place: ClauseId | null = clauseBefore(current, base[0]?.id);
  for (const clause of edited) {
    if (baseById.has(clause.id)) {
      last = clause;
      place = clause.id;
      after = place;
      continue;
    }
    const end = last === null || isOfTable(clause, last) ? undefined : ends.get(last.id);
    if (end !== undefined && place !== end) {
      place = end;
      after = end;
    }
    const yours = plainText(clause);
    if (yours.trim() === '' && !isProposedCell(clause)) continue;
    const twin = currentById.get(clause.id);
    if (twin !== undefined) {
      const why = 'A new clause cannot take the place of one that is in the text.';
      clashes.push({ clause: clause.id, base: '', yours, now: plainText(twin), why });
      continue;
    }
    const anchor = after ?? place;
    const [first] = base;
    const lost = anchor !== null ? baseById.get(anchor) : place === null && after === null ? first : undefined;
    if (lost !== undefined && !currentById.has(lost.id)) {
      const why = `The clause ${anchor === null ? 'before' : 'after'} which yours should stand is no longer in the text.`;
      clashes.push({ clause: lost.id, base: reads?.then(lost) ?? plainText(lost), yours, now: null, why });
      continue;
    }
    const nested = around.get(place) ?? nestingBetween(current, place, outcomeOf);
    around.set(place, nested);
    const own = sortedIds([...nested.insertions, proposal]);
    const written = clause.runs.length > 0 ? clause.runs : [{ text: SLOT }];
    const runs = written.map((run) => ({ ...run, insertions: own, deletions: nested.deletions }));
    // A number is printed outside of brackets: whatever else stands there would read as agreed. Nor is another's mark taken for it.
    const label =
      clause.kind === 'footnote' && footnoteKey(clause.label) !== null && !marks.has(clause.label) ? clause.label : '';
    insertions.push({ type: 'insert', after: anchor, clause: { ...clause, label, runs } });
    after = clause.id;
  }
  return clashes.length > 0 ? refuse(clashes) : ok(insertions);
}

/** Which of new clauses are empty cells that are proposed: those that come with a new row or column that has words. A slot holds their places. */
function proposedCells(added: readonly Clause[]): (clause: Clause) => boolean {
  const worded = new Set(added.flatMap((clause) => (plainText(clause).trim() === '' ? [] : linesOf(clause))));
  return (clause) => linesOf(clause).some((line) => worded.has(line));
}

/** Row and column of a cell; nothing of any other clause. */
function linesOf({ cell }: Clause): string[] {
  if (cell === undefined) return [];
  const { table, row, column } = cellOf(cell);
  return [`${table} row ${row}`, `${table} column ${column}`];
}

/** Whether two clauses are cells of one table: a row comes where it was put. */
function isOfTable({ cell: one }: Clause, { cell: other }: Clause): boolean {
  return one !== undefined && other !== undefined && cellOf(one).table === cellOf(other).table;
}

/** With which cell each table ends in the text, by the last of its cells that a preparation did not add: words that are put behind that come behind all of it. */
function tableEnds(edited: readonly Clause[], current: readonly Clause[]): ReadonlyMap<ClauseId, ClauseId> {
  const standing = new Set(current.map(({ id }) => id));
  const lasts = new Map(
    tablesIn(edited).map((table) => [table.table, cellsOf(table).findLast(({ id }) => standing.has(id))?.id]),
  );
  const prepared = new Set(lasts.values());
  return new Map(
    tablesIn(prepared.size === 0 ? [] : current).flatMap((table) => {
      const cells = cellsOf(table).map(({ id }) => id);
      return cells.filter((id) => prepared.has(id)).map((id): [ClauseId, ClauseId] => [id, cells.at(-1) ?? id]);
    }),
  );
}

function clauseBefore(clauses: readonly Clause[], id: ClauseId | undefined): ClauseId | null {
  const index = clauses.findIndex((clause) => clause.id === id);
  return clauses[index - 1]?.id ?? null;
}
