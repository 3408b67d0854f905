import { ok, refuse, type Result } from '../base/result.ts';
import type { ClauseId, ProposalId } from '../base/ids.ts';
import type { TextChange, TextEdit } from '../text/change.ts';
import { sortedIds, withoutSlots, type Clause, type Run } from '../text/clause.ts';
import { asClauseWords } from '../text/clause-words.ts';
import { enclosing, piecesOf, type Piece } from './pieces.ts';
import { markEdit } from './marking.ts';
import type { Redraft } from './redraft.ts';
import { standing, type OutcomeOf } from './standing.ts';
import { wordEdits } from './wording.ts';

export interface AmendInput {
  readonly clauses: readonly Clause[];
  readonly proposal: ProposalId;
  /** Id of the amendment, new. */
  readonly amendment: ProposalId;
  /** How pieces of the proposal are to read; pieces not named stay as they are. A piece of deletion reads '' unless words take its place. */
  readonly wording: readonly { readonly clause: ClauseId; readonly at: number; readonly text: string }[];
  readonly outcomeOf: OutcomeOf;
}

/**
 * The words with which a proposal is accepted as amended, as a proposal of their own: what they strike from the proposal's words is
 * marked `deletion`, what they add is an `insertion` of the amendment that also belongs to the proposal. So the proposal keeps its words,
 * the amendment its own, and reopening gives both back. What they add lies within every other open proposal in which all of the piece lies. Refuses wording for a piece that is not there; no change where all reads as before.
 */
export function amend(input: AmendInput): Result<Redraft, string> {
  const byId = new Map(input.clauses.map((clause) => [clause.id, clause]));
  const pieces = piecesOf(input.clauses, input.proposal, input.outcomeOf);
  const edits = new Map<ClauseId, TextEdit[]>();
  const inserted: string[] = [];
  const deleted: string[] = [];
  const wordingOf = (piece: Piece): string | undefined => {
    const wanted = input.wording.find((one) => one.clause === piece.clause && one.at === piece.at);
    return wanted === undefined ? undefined : asClauseWords(wanted.text);
  };
  if (leavesNothing(pieces, wordingOf)) return refuse('Nothing of it would be left. It can be dropped instead.');
  for (const piece of pieces) {
    const wanted = wordingOf(piece);
    const clause = byId.get(piece.clause);
    if (wanted === undefined || clause === undefined) continue;
    const list = edits.get(piece.clause) ?? [];
    list.push(
      ...(piece.role === 'insertion'
        ? rewordInsertion(clause, piece, wanted, input)
        : rewordDeletion(clause, piece, wanted, input)),
    );
    edits.set(piece.clause, list);
    const before = piece.role === 'insertion' ? withoutSlots(piece.text) : '';
    for (const edit of wordEdits(before, wanted)) {
      if (edit.text !== '') inserted.push(edit.text);
      if (edit.length > 0) deleted.push(before.slice(edit.at, edit.at + edit.length));
    }
  }
  const missing = input.wording.some((one) => !pieces.some((piece) => piece.clause === one.clause && piece.at === one.at));
  if (missing) return refuse('The words of this proposal have changed since you looked. Look again, then decide.');
  const changes: TextChange[] = [...edits]
    .filter(([, list]) => list.length > 0)
    .map(([clause, list]) => ({ type: 'edit', clause, edits: list }));
  return ok({
    changes,
    clauses: changes.flatMap((change) => (change.type === 'edit' ? [change.clause] : [])),
    inserted,
    deleted,
    holdsNumber: false,
  });
}

/** Whether of what only brings words in all would go. */
function leavesNothing(pieces: readonly Piece[], wordingOf: (piece: Piece) => string | undefined): boolean {
  const isBlank = (text: string): boolean => withoutSlots(text).trim() === '';
  return (
    pieces.some(({ text }) => !isBlank(text)) &&
    pieces.every((piece) => piece.role === 'insertion' && isBlank(wordingOf(piece) ?? piece.text))
  );
}

/** Edits inside the piece alone: the rest of the clause is put aside while the words are compared. */
function rewordInsertion(clause: Clause, piece: Piece, text: string, input: AmendInput): TextEdit[] {
  const before = withoutSlots(piece.text);
  const first = visibleBefore(clause, piece, input);
  const { insertions, deletions } = around(clause, piece, input);
  return wordEdits(before, text).flatMap((edit) =>
    markEdit(clause, { ...edit, at: first + edit.at }, { outcomeOf: input.outcomeOf, proposal: input.amendment }).map((one) =>
      one.type === 'insert' ? { ...one, run: within(one.run, [input.proposal, ...insertions], deletions) } : one,
    ),
  );
}

function within(run: Run, insertions: readonly ProposalId[], deletions: readonly ProposalId[]): Run {
  return {
    ...run,
    insertions: sortedIds([...run.insertions, ...insertions]),
    deletions: sortedIds([...run.deletions, ...deletions]),
  };
}

function around(clause: Clause, piece: Piece, { outcomeOf, proposal }: AmendInput): Pick<Run, 'insertions' | 'deletions'> {
  return enclosing(clause, piece, { outcomeOf, but: new Set([proposal]) });
}

function rewordDeletion(clause: Clause, piece: Piece, text: string, input: AmendInput): TextEdit[] {
  if (text === '') return [];
  const end = piece.spans.at(-1)?.[1] ?? piece.at;
  const { insertions, deletions } = around(clause, piece, input);
  return [{ type: 'insert', at: end, run: { text, insertions: sortedIds([input.amendment, ...insertions]), deletions } }];
}

/** How many visible characters of the clause stand before the piece. */
function visibleBefore(clause: Clause, piece: Piece, input: AmendInput): number {
  let at = 0;
  let count = 0;
  for (const run of clause.runs) {
    const upTo = Math.max(0, Math.min(run.text.length, piece.at - at));
    if (standing(run, input.outcomeOf) !== 'out') count += withoutSlots(run.text.slice(0, upTo)).length;
    at += run.text.length;
  }
  return count;
}
