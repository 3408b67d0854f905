import { ok, refuse, type Result } from '../base/result.ts';
import type { ClauseId, ProposalId } from '../base/ids.ts';
import type { TextChange, TextEdit } from '../text/change.ts';
import { SLOT, sortedIds, withoutSlots, type Clause } from '../text/clause.ts';
import { asClauseWords } from '../text/clause-words.ts';
import { enclosing, piecesOf, type Piece } from './pieces.ts';
import type { Redraft } from './redraft.ts';
import type { OutcomeOf } from './standing.ts';

export interface BridgeInput {
  readonly clauses: readonly Clause[];
  /** The proposal after which the text is worded, and beside which it stands. */
  readonly model: ProposalId;
  /** All that it is to take the place of, the model included: it is part of none of them. */
  readonly insteadOf: ReadonlySet<ProposalId>;
  /** Id of the text, new. */
  readonly proposal: ProposalId;
  /** How pieces of the model read in it; the others as in the model. A piece of deletion reads '' unless words take its place. */
  readonly wording: readonly { readonly clause: ClauseId; readonly at: number; readonly text: string }[];
  readonly outcomeOf: OutcomeOf;
}

/**
 * A text of its own for the place of another: it brings its words in right behind those of its model, as an alternative to it, and wants
 * out what the model wants out. It lies within every open proposal in which all of the model's piece lies. The model keeps its words. No
 * change where the text would read as the model does; refuses wording for a piece that is not there.
 */
export function bridge(input: BridgeInput): Result<Redraft, string> {
  const byId = new Map(input.clauses.map((clause) => [clause.id, clause]));
  const pieces = piecesOf(input.clauses, input.model, input.outcomeOf);
  const named = (piece: Piece): string | undefined =>
    input.wording.find((one) => one.clause === piece.clause && one.at === piece.at)?.text;
  const missing = input.wording.some((one) => !pieces.some((piece) => piece.clause === one.clause && piece.at === one.at));
  if (missing) return refuse('The words of this proposal have changed since you looked. Look again, then decide.');
  const edits = new Map<ClauseId, TextEdit[]>();
  const inserted: string[] = [];
  const deleted: string[] = [];
  let differs = false;
  for (const piece of pieces) {
    const clause = byId.get(piece.clause);
    if (clause === undefined) continue;
    const before = piece.role === 'insertion' ? withoutSlots(piece.text) : '';
    const text = asClauseWords(named(piece) ?? before);
    differs ||= text !== before;
    if (piece.role === 'deletion') deleted.push(withoutSlots(piece.text));
    if (text !== '') inserted.push(text);
    edits.set(piece.clause, [...(edits.get(piece.clause) ?? []), ...editsFor(clause, piece, text, input)]);
  }
  const changes: TextChange[] = differs ? [...edits].map(([clause, list]) => ({ type: 'edit', clause, edits: list })) : [];
  return ok({ changes, clauses: differs ? [...edits.keys()] : [], inserted, deleted, holdsNumber: false });
}

function editsFor(clause: Clause, piece: Piece, text: string, input: BridgeInput): TextEdit[] {
  const { proposal } = input;
  const marks: TextEdit[] =
    piece.role === 'insertion'
      ? []
      : piece.spans.map(([from, to]) => ({ type: 'mark', at: from, length: to - from, role: 'deletion', proposal }));
  // Words that the model brings in and the text does not still leave it a place, so that it can be seen and decided.
  const words = text === '' && piece.role === 'insertion' ? SLOT : text;
  if (words === '') return marks;
  const around = enclosing(clause, piece, { outcomeOf: input.outcomeOf, but: input.insteadOf });
  return [
    ...marks,
    {
      type: 'insert',
      at: piece.spans.at(-1)?.[1] ?? piece.at,
      run: { text: words, insertions: sortedIds([proposal, ...around.insertions]), deletions: around.deletions },
    },
  ];
}
