import type { ClauseId, ProposalId } from '../../shared/base/ids.ts';
import { prospect } from '../../shared/projection/prospect.ts';
import { piecesOf, type Piece } from '../../shared/proposals/pieces.ts';
import { wordEdits } from '../../shared/proposals/wording.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { withoutSlots } from '../../shared/text/clause.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';

/** A stretch of a sentence: as it is anyway, or there because of what is being looked at. */
export interface Stretch {
  readonly text: string;
  readonly fresh: boolean;
}

/** What a proposal does, in a word for its card. */
export function whatItDoes(pieces: readonly Piece[]): 'put in' | 'take out' | 'replace' | 'words gone' {
  const inserts = pieces.some((piece) => piece.role === 'insertion');
  const deletes = pieces.some((piece) => piece.role === 'deletion');
  if (inserts && deletes) return 'replace';
  if (inserts) return 'put in';
  return deletes ? 'take out' : 'words gone';
}

/** The present pieces of a proposal. */
export function presentPieces(snapshot: DraftSnapshot, proposal: ProposalId): Piece[] {
  return piecesOf(snapshot.holding.get(proposal) ?? [], proposal, outcomesOf(snapshot.state));
}

/** The words of a proposal in one role, in short. */
export function wordsOf(pieces: readonly Piece[], role: Piece['role']): string {
  return pieces
    .filter((piece) => piece.role === role)
    .map((piece) => withoutSlots(piece.text).trim())
    .filter((text) => text !== '')
    .join(' … ');
}

/** How a clause would read with one alternative of its point accepted and its exclusive rivals refused. */
export function readingWith(snapshot: DraftSnapshot, clause: ClauseId, accepted: ProposalId, refused: readonly ProposalId[]): string {
  const supposed = new Map<ProposalId, 'accepted' | 'refused'>(refused.map((id) => [id, 'refused']));
  supposed.set(accepted, 'accepted');
  return prospect(snapshot.clauses, snapshot.state, clause, supposed);
}

/** How a clause would read without any of the proposals. */
export function readingWithout(snapshot: DraftSnapshot, clause: ClauseId, refused: readonly ProposalId[]): string {
  return prospect(snapshot.clauses, snapshot.state, clause, new Map(refused.map((id) => [id, 'refused'])));
}

/** A sentence in stretches, those marked that another wording of it lacks. */
export function comparedWith(sentence: string, other: string): Stretch[] {
  const stretches: Stretch[] = [];
  let at = 0;
  let from = 0;
  const push = (text: string, fresh: boolean): void => {
    if (text !== '') stretches.push({ text, fresh });
  };
  // Edits that lead from the other wording to this one: their texts are what is new here.
  for (const edit of wordEdits(other, sentence)) {
    const kept = other.slice(at, edit.at);
    push(kept, false);
    push(edit.text, true);
    from += kept.length + edit.text.length;
    at = edit.at + edit.length;
  }
  push(sentence.slice(from), false);
  return stretches;
}

/** The stretches round what is fresh, the rest left out behind an ellipsis. */
export function excerptOf(stretches: readonly Stretch[], around: number): Stretch[] {
  const first = stretches.findIndex((stretch) => stretch.fresh);
  const last = stretches.findLastIndex((stretch) => stretch.fresh);
  return stretches.flatMap((stretch, index) => {
    if (stretch.fresh) return [stretch];
    if (first === -1) return index === 0 ? [{ ...stretch, text: headOf(stretch.text, 2 * around) }] : [];
    if (index < first) return index === first - 1 ? [{ ...stretch, text: tailOf(stretch.text, around) }] : [];
    if (index > last) return index === last + 1 ? [{ ...stretch, text: headOf(stretch.text, around) }] : [];
    return [stretch.text.length > 2 * around ? { ...stretch, text: `${headOf(stretch.text, around)}${tailOf(stretch.text, around)}`.replace('……', ' … ') } : stretch];
  });
}

function headOf(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.lastIndexOf(' ', length);
  return `${text.slice(0, cut > 0 ? cut : length)} …`;
}

function tailOf(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.indexOf(' ', text.length - length);
  return `… ${text.slice(cut > 0 ? cut + 1 : text.length - length)}`;
}
