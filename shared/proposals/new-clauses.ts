import type { ClauseId } from '../base/ids.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { cellOf } from '../text/cell.ts';
import type { TextChange } from '../text/change.ts';
import { SLOT, plainText, sortedIds, type Clause } from '../text/clause.ts';
import { nestingBetween } from './nesting.ts';
import type { Clash, Prepared } from './placing.ts';

type Insertion = Extract<TextChange, { type: 'insert' }>;

/** Clauses that the delegation added, each behind the nearest clause before it that the draft has. */
export function newClauses({ base, edited, current, outcomeOf, proposal }: Prepared): Result<Insertion[], Clash[]> {
  const baseById = new Map(base.map((clause) => [clause.id, clause]));
  const currentById = new Map(current.map((clause) => [clause.id, clause]));
  const insertions: Insertion[] = [];
  const clashes: Clash[] = [];
  let after: ClauseId | null = null;
  /** The clause of the text as it stands behind which all that is new comes. */
  let place: ClauseId | null = clauseBefore(current, base[0]?.id);
  for (const clause of edited) {
    if (baseById.has(clause.id)) {
      after = clause.id;
      place = clause.id;
      continue;
    }
    const yours = plainText(clause);
    if (yours.trim() === '' && !isProposedCell(clause, edited, baseById)) continue;
    const twin = currentById.get(clause.id);
    if (twin !== undefined) {
      const why = 'A new clause cannot take the place of one that is in the text.';
      clashes.push({ clause: clause.id, base: '', yours, now: plainText(twin), why });
      continue;
    }
    const anchor = after ?? place;
    const lost = anchor === null || currentById.has(anchor) ? undefined : baseById.get(anchor);
    if (lost !== undefined) {
      const why = 'The clause after which yours should stand is no longer in the text.';
      clashes.push({ clause: lost.id, base: plainText(lost), yours, now: null, why });
      continue;
    }
    const around = nestingBetween(current, place, outcomeOf);
    const own = sortedIds([...around.insertions, proposal]);
    const written = clause.runs.length > 0 ? clause.runs : [{ text: SLOT }];
    const runs = written.map((run) => ({ ...run, insertions: own, deletions: around.deletions }));
    const label = clause.kind === 'footnote' ? clause.label : '';
    insertions.push({ type: 'insert', after: anchor, clause: { ...clause, label, runs } });
    after = clause.id;
  }
  return clashes.length > 0 ? refuse(clashes) : ok(insertions);
}

/** An empty cell is proposed where it comes with a new row or column that has words: its place is held by a slot. */
function isProposedCell({ cell }: Clause, edited: readonly Clause[], baseById: ReadonlyMap<ClauseId, Clause>): boolean {
  if (cell === undefined) return false;
  const { table, row, column } = cellOf(cell);
  return edited.some((other) => {
    if (other.cell === undefined || baseById.has(other.id) || plainText(other).trim() === '') return false;
    const beside = cellOf(other.cell);
    return beside.table === table && (beside.row === row || beside.column === column);
  });
}

function clauseBefore(clauses: readonly Clause[], id: ClauseId | undefined): ClauseId | null {
  const index = clauses.findIndex((clause) => clause.id === id);
  return clauses[index - 1]?.id ?? null;
}
