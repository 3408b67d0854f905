import { ok, refuse, type Result } from '../base/result.ts';
import type { ClauseId, ProposalId } from '../base/ids.ts';
import type { TextChange, TextEdit } from '../text/change.ts';
import { SLOT, sliceRuns, sortedIds, withoutSlots, type Clause, type Run } from '../text/clause.ts';
import { piecesOf, type Piece } from './pieces.ts';
import type { Redraft } from './redraft.ts';
import { standing, type OutcomeOf } from './standing.ts';

export interface ReintroductionInput {
  readonly clauses: readonly Clause[];
  /** What was withdrawn. */
  readonly withdrawn: ProposalId;
  /** Id of the proposal that takes it up, new. */
  readonly proposal: ProposalId;
  /** Whether it consists of new clauses. */
  readonly holdsNumber: boolean;
  readonly outcomeOf: OutcomeOf;
}

/**
 * What was withdrawn, brought in anew: a copy of its words right behind them, since they are out for ever, and marks on the words that it
 * wanted out. It lies within every open proposal in which all of the piece lay. What others proposed within it and is undecided is no part of
 * it; what was accepted there is. Refuses where the words that it would replace have gone since. No change where nothing of it is left.
 */
export function reintroduce(input: ReintroductionInput): Result<Redraft, string> {
  const { clauses, withdrawn, holdsNumber } = input;
  const asOpen: OutcomeOf = (id) => (id === withdrawn ? 'open' : input.outcomeOf(id));
  const pieces = piecesOf(clauses, withdrawn, asOpen);
  const struck = (run: Run): boolean => run.deletions.includes(withdrawn);
  const all = clauses.flatMap(({ runs }) => runs);
  if (all.some(struck) && !all.some((run) => struck(run) && standing(run, asOpen) !== 'out'))
    return refuse('The words that it would replace have left the text since. It can be worded anew on the text as it stands.');
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  const edits = new Map<ClauseId, TextEdit[]>();
  const inserted: string[] = [];
  const deleted: string[] = [];
  for (const piece of pieces) {
    const clause = byId.get(piece.clause);
    if (clause === undefined) continue;
    const copied = piece.role === 'insertion' ? copyOf(clause, piece, { ...input, outcomeOf: asOpen }) : [];
    if (piece.role === 'deletion') deleted.push(withoutSlots(piece.text));
    else inserted.push(withoutSlots(copied.map(({ text }) => text).join('')));
    edits.set(piece.clause, [...(edits.get(piece.clause) ?? []), ...editsFor(piece, copied, input.proposal)]);
  }
  return ok({
    changes: [...edits].map(([clause, list]) => ({ type: 'edit', clause, edits: list }) satisfies TextChange),
    clauses: [...edits.keys()],
    inserted: inserted.filter((text) => text !== ''),
    deleted: deleted.filter((text) => text !== ''),
    holdsNumber,
  });
}

function editsFor(piece: Piece, copied: readonly Run[], proposal: ProposalId): TextEdit[] {
  if (piece.role === 'deletion')
    return piece.spans.map(([from, to]) => ({ type: 'mark', at: from, length: to - from, role: 'deletion', proposal }));
  const at = piece.spans.at(-1)?.[1] ?? piece.at;
  return copied.map((run) => ({ type: 'insert', at, run }));
}

function copyOf(clause: Clause, piece: Piece, { withdrawn, proposal, outcomeOf }: ReintroductionInput): Run[] {
  const runs = piece.spans.flatMap(([from, to]) => sliceRuns(clause.runs, from, to));
  const isOpen = (id: ProposalId): boolean => id !== withdrawn && outcomeOf(id) === 'open';
  const around = (role: 'insertions' | 'deletions'): ProposalId[] =>
    (runs[0]?.[role] ?? []).filter((id) => isOpen(id) && runs.every((run) => run[role].includes(id)));
  const [insertions, deletions] = [around('insertions'), around('deletions')];
  const copied = runs
    .filter((run) => run.insertions.every((id) => !isOpen(id) || insertions.includes(id)))
    .map((run) => ({
      ...run,
      insertions: sortedIds([...run.insertions.filter((id) => outcomeOf(id) === 'accepted'), ...insertions, proposal]),
      deletions: sortedIds([...deletions, ...(run.deletions.includes(withdrawn) ? [proposal] : [])]),
    }));
  // Where all that is left of it is others’, it still has a place, so that it can be seen and decided.
  return copied.length > 0
    ? copied
    : [{ text: SLOT, insertions: sortedIds([...insertions, proposal]), deletions: sortedIds(deletions) }];
}
