import type { ProposalId } from '../base/ids.ts';
import { placesCarrying } from '../text/carrying.ts';
import { joinRuns, type Clause, type Run } from '../text/clause.ts';
import { withoutNoteMarks } from '../text/numbering.ts';
import { drawClause, partWords } from './drawing.ts';

/**
 * A proposal's words for quotation, whatever became of it: each piece with the brackets that lie within it, whether still open or not,
 * so that alternatives stay apart; pieces are divided by " … ". Those it brings in, or where it brings in none but a space, those it wants out. The mark of a
 * footnote is no word, and is left out.
 */
export function quotation(clauses: readonly Clause[], proposal: ProposalId): string {
  const carried = clauses.map((clause) => ({ clause, places: placesCarrying(clause, proposal) }));
  const brings = ({ insertions, text }: Run): boolean => insertions.includes(proposal) && text.trim() !== '';
  const role = carried.some(({ clause: { runs }, places }) => places.some((at) => runs[at] !== undefined && brings(runs[at])))
    ? 'insertions'
    : 'deletions';
  return carried
    .flatMap(({ clause, places }) => stretchesOf(clause, places, (run) => run[role].includes(proposal)))
    .map(({ clause, runs }) => quotePiece(clause, runs))
    .filter((piece) => piece !== '')
    .join(' … ');
}

/** The runs at some places of a clause that are of the kind, those together that stand side by side. */
function stretchesOf(
  clause: Clause,
  places: readonly number[],
  isOfKind: (run: Run) => boolean,
): { readonly clause: Clause; readonly runs: readonly Run[] }[] {
  const stretches: { clause: Clause; runs: Run[]; end: number }[] = [];
  for (const at of places) {
    const run = clause.runs[at];
    const last = stretches.at(-1);
    if (run === undefined || !isOfKind(run)) continue;
    if (last?.end === at) {
      last.runs.push(run);
      last.end += 1;
    } else stretches.push({ clause, runs: [run], end: at + 1 });
  }
  return stretches;
}

/** A piece as if it were a clause of its own: what encloses all of it is not quoted. */
function quotePiece(clause: Clause, piece: readonly Run[]): string {
  const round = (role: 'insertions' | 'deletions'): ReadonlySet<ProposalId> =>
    new Set(piece[0]?.[role].filter((id) => piece.every((other) => other[role].includes(id))));
  const enclosing = { insertions: round('insertions'), deletions: round('deletions') };
  const inner = (role: 'insertions' | 'deletions', run: Run): ProposalId[] => run[role].filter((id) => !enclosing[role].has(id));
  const runs = joinRuns(
    piece.map((run) => ({ text: run.text, insertions: inner('insertions', run), deletions: inner('deletions', run) })),
  );
  const facts = { outcomeOf: () => 'open' as const, orderOf: () => 0, holdsNumber: () => false };
  return withoutNoteMarks(
    drawClause({ ...clause, runs }, null, null, facts)
      .map(partWords)
      .join(''),
  ).trim();
}
