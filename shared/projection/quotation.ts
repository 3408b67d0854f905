import type { ProposalId } from '../base/ids.ts';
import { joinRuns, type Clause, type Run } from '../text/clause.ts';
import { withoutNoteMarks } from '../text/numbering.ts';
import { drawClause, partWords } from './drawing.ts';

/**
 * A proposal's words for quotation, whatever became of it: each piece with the brackets that lie within it, whether still open or not,
 * so that alternatives stay apart; pieces are divided by " … ". Those it brings in, or where it brings in none but a space, those it wants out. The mark of a
 * footnote is no word, and is left out.
 */
export function quotation(clauses: readonly Clause[], proposal: ProposalId): string {
  const pieces: string[] = [];
  const inserts = clauses.some(({ runs }) => runs.some((run) => run.insertions.includes(proposal) && run.text.trim() !== ''));
  const role = inserts ? 'insertions' : 'deletions';
  for (const clause of clauses) {
    let piece: Run[] = [];
    const end = (): void => {
      if (piece.length > 0) pieces.push(quotePiece(clause, piece));
      piece = [];
    };
    for (const run of clause.runs) {
      if (run[role].includes(proposal)) piece.push(run);
      else end();
    }
    end();
  }
  return pieces.filter((piece) => piece !== '').join(' … ');
}

/** A piece as if it were a clause of its own: what encloses all of it is not quoted. */
function quotePiece(clause: Clause, piece: readonly Run[]): string {
  const inner = (role: 'insertions' | 'deletions', run: Run): ProposalId[] =>
    run[role].filter((id) => !piece.every((other) => other[role].includes(id)));
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
