import type { ClauseId, ProposalId } from '../base/ids.ts';
import { sortedIds, type Clause, type Run } from '../text/clause.ts';
import { standing, type OutcomeOf } from './standing.ts';

/** Consecutive characters of one clause that one proposal wants in, or wants out. What is out of the text is no part of it. */
export interface Piece {
  readonly clause: ClauseId;
  /** Offset of its first character in the clause, in UTF-16 units; out-text counts. */
  readonly at: number;
  readonly role: 'insertion' | 'deletion';
  /** Its visible words. */
  readonly text: string;
  /** Where its characters stand in the clause: [from, to) offsets, without what is out in between. */
  readonly spans: readonly (readonly [number, number])[];
}

/** The pieces of a proposal in document order. Visible out-text between two characters of a piece does not divide it. */
export function piecesOf(clauses: Iterable<Clause>, proposal: ProposalId, outcomeOf: OutcomeOf): Piece[] {
  const pieces: Piece[] = [];
  for (const clause of clauses) {
    let at = 0;
    let continues: 'insertion' | 'deletion' | null = null;
    for (const run of clause.runs) {
      const from = at;
      at += run.text.length;
      if (standing(run, outcomeOf) === 'out') continue;
      const role = roleIn(run, proposal);
      const last = pieces.at(-1);
      if (role === null) continues = null;
      else if (continues === role && last !== undefined) {
        pieces[pieces.length - 1] = { ...last, text: last.text + run.text, spans: [...last.spans, [from, at]] };
      } else {
        pieces.push({ clause: clause.id, at: from, role, text: run.text, spans: [[from, at]] });
        continues = role;
      }
    }
  }
  return pieces;
}

function roleIn(run: Run, proposal: ProposalId): Piece['role'] | null {
  if (run.insertions.includes(proposal)) return 'insertion';
  return run.deletions.includes(proposal) ? 'deletion' : null;
}

/** The open proposals in which all of a piece lies, but for some of them. */
export function enclosing(
  { runs }: Pick<Clause, 'runs'>,
  { spans }: Piece,
  { outcomeOf, but }: { readonly outcomeOf: OutcomeOf; readonly but: ReadonlySet<ProposalId> },
): Pick<Run, 'insertions' | 'deletions'> {
  let at = 0;
  const own = runs.filter(({ text }) => {
    const [from, to] = [at, at + text.length];
    at = to;
    return spans.some(([start, end]) => start < to && end > from);
  });
  const common = (role: 'insertions' | 'deletions'): ProposalId[] =>
    sortedIds(
      (own[0]?.[role] ?? []).filter(
        (id) => !but.has(id) && outcomeOf(id) === 'open' && own.every((run) => run[role].includes(id)),
      ),
    );
  return { insertions: common('insertions'), deletions: common('deletions') };
}
