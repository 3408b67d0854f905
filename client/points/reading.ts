import type { ClauseId, ProposalId } from '../../shared/base/ids.ts';
import { shortened, shortenedBefore } from '../../shared/base/shortened.ts';
import type { Part } from '../../shared/projection/drawing.ts';
import { prospect } from '../../shared/projection/prospect.ts';
import { piecesOf, type Piece } from '../../shared/proposals/pieces.ts';
import type { Proposal } from '../../shared/proposals/proposal.ts';
import { standing } from '../../shared/proposals/standing.ts';
import { wordEdits, type WordEdit } from '../../shared/proposals/wording.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { withoutSlots } from '../../shared/text/clause.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';

/** A stretch of a sentence: as it is anyway, there because of what is being looked at, or gone because of it. */
export interface Stretch {
  readonly text: string;
  readonly kind: 'plain' | 'fresh' | 'gone';
}

/** What a proposal does, in a word for its card. */
export function whatItDoes(pieces: readonly Piece[]): 'put in' | 'take out' | 'replace' | 'words gone' {
  const inserts = pieces.some((piece) => piece.role === 'insertion');
  const deletes = pieces.some((piece) => piece.role === 'deletion');
  if (inserts && deletes) return 'replace';
  if (inserts) return 'put in';
  return deletes ? 'take out' : 'words gone';
}

/** Whether a proposal is that there is to be no text: the words that say so go however it is decided. */
export function isNoText({ holding }: Pick<DraftSnapshot, 'holding'>, proposal: ProposalId): boolean {
  const own = (holding.get(proposal) ?? []).flatMap(({ runs }) => runs.filter(({ insertions }) => insertions.includes(proposal)));
  return own.length > 0 && own.every(({ deletions }) => deletions.includes(proposal));
}

/** The present pieces of a proposal. */
export function presentPieces(snapshot: DraftSnapshot, proposal: ProposalId): Piece[] {
  return piecesOf(snapshot.holding.get(proposal) ?? [], proposal, outcomesOf(snapshot.state));
}

/** The words of a proposal in one role as they stand, with the brackets that are open within them. */
export function wordsOf(snapshot: DraftSnapshot, proposal: ProposalId, role: Piece['role']): string {
  return (snapshot.holding.get(proposal) ?? [])
    .flatMap((clause) => wordsIn(snapshot.drawnOf.get(clause.id)?.parts ?? [], proposal, role))
    .map((words) => words.trim())
    .filter((words) => words !== '')
    .join(' … ');
}

/** Each stretch of a clause that a proposal's bracket of one role holds. */
function wordsIn(parts: readonly Part[], proposal: ProposalId, role: Piece['role']): string[] {
  const stretches: string[] = [];
  let inside = false;
  let signs = '';
  for (const part of parts) {
    if (part.type === 'words') {
      // An option's label is both; it is said beside its words.
      const isLabel = part.run.insertions.includes(proposal) && part.run.deletions.includes(proposal);
      const held = !isLabel && (role === 'insertion' ? part.run.insertions : part.run.deletions).includes(proposal);
      if (held && !inside) stretches.push('');
      if (held) stretches[stretches.length - 1] += signs + withoutSlots(part.run.text);
      inside = held;
      signs = '';
    } else if ((part.type === 'open' || part.type === 'close') && part.proposal !== proposal) {
      if (part.type === 'open') signs += '[';
      else if (inside) stretches[stretches.length - 1] += ']';
    }
  }
  // A bracket round this one closes behind it: signs that have no counterpart within are not its words.
  return stretches.map(balanced);
}

/** A text without the brackets that it does not both open and close. */
function balanced(text: string): string {
  const opened: number[] = [];
  const alone = new Set<number>();
  for (const { 0: sign, index } of text.matchAll(/[[\]]/g)) {
    if (sign === '[') opened.push(index);
    else if (opened.pop() === undefined) alone.add(index);
  }
  for (const index of opened) alone.add(index);
  return text.replaceAll(/[[\]]/g, (sign: string, index: number) => (alone.has(index) ? '' : sign));
}

/** The words of what was accepted as amended, held against those that were tabled; null where it was accepted as it stood. */
export function amendedWords({ holding, state }: DraftSnapshot, { id, status }: Proposal): Stretch[] | null {
  const amendment = status.state === 'accepted' ? status.amendment : null;
  if (amendment === null) return null;
  const present = outcomesOf(state);
  const worded = (outcome: 'accepted' | 'refused'): string =>
    (holding.get(id) ?? [])
      .flatMap(({ runs }) => runs)
      .filter(({ insertions }) => insertions.includes(id) || insertions.includes(amendment))
      .filter((run) => standing(run, (one) => (one === amendment ? outcome : present(one))) !== 'out')
      .map(({ text }) => withoutSlots(text))
      .join('');
  return comparedWith(worded('accepted'), worded('refused'), true);
}

/** How a clause would read with one alternative of its point accepted and its exclusive rivals refused. */
export function readingWith(
  snapshot: DraftSnapshot,
  clause: ClauseId,
  accepted: ProposalId,
  refused: readonly ProposalId[],
): string {
  const supposed = new Map<ProposalId, 'accepted' | 'refused'>(refused.map((id) => [id, 'refused']));
  supposed.set(accepted, 'accepted');
  return prospect(snapshot.clauses, snapshot.state, clause, supposed);
}

/** How a clause would read without any of the proposals. */
export function readingWithout(snapshot: DraftSnapshot, clause: ClauseId, refused: readonly ProposalId[]): string {
  return prospect(snapshot.clauses, snapshot.state, clause, new Map(refused.map((id) => [id, 'refused'])));
}

/** A sentence in stretches, those marked that another wording of it lacks; what only the other wording has is shown where asked for. */
export function comparedWith(sentence: string, other: string, withGone = false): Stretch[] {
  const stretches: Stretch[] = [];
  let at = 0;
  const push = (text: string, kind: Stretch['kind']): void => {
    const last = stretches.at(-1);
    if (text === '') return;
    // Words on both sides of some that are not shown are one stretch.
    if (last?.kind === kind) stretches[stretches.length - 1] = { text: last.text + text, kind };
    else stretches.push({ text, kind });
  };
  for (const whole of wordEdits(other, sentence)) {
    const edit = withItsBracket(whole, other, at);
    push(other.slice(at, edit.at), 'plain');
    if (withGone) push(other.slice(edit.at, edit.at + edit.length), 'gone');
    push(edit.text, 'fresh');
    at = edit.at + edit.length;
  }
  push(other.slice(at), 'plain');
  return stretches;
}

/** Where nothing but words in brackets comes or goes, the bracket that opens is the one before them, and not that of those behind. `from`: where the edit before ends. */
function withItsBracket({ at, length, text }: WordEdit, other: string, from: number): WordEdit {
  const isOneWay = length === 0 || text === '';
  const words = length === 0 ? text : other.slice(at, at + length);
  if (!isOneWay || at <= from || other[at - 1] !== '[' || !words.endsWith('[')) return { at, length, text };
  return { at: at - 1, length, text: length === 0 ? `[${text.slice(0, -1)}` : '' };
}

/** The stretches round what differs, the rest left out behind an ellipsis. */
export function excerptOf(stretches: readonly Stretch[], around: number): Stretch[] {
  const first = stretches.findIndex((stretch) => stretch.kind !== 'plain');
  const last = stretches.findLastIndex((stretch) => stretch.kind !== 'plain');
  return stretches.flatMap((stretch, index) => {
    if (stretch.kind !== 'plain') return [stretch];
    if (first === -1) return index === 0 ? [{ ...stretch, text: shortened(stretch.text, 2 * around) }] : [];
    if (index < first) return [{ ...stretch, text: shortenedBefore(stretch.text, around) }];
    if (index > last) return [{ ...stretch, text: shortened(stretch.text, around) }];
    return [
      stretch.text.length > 2 * around
        ? { ...stretch, text: `${shortened(stretch.text, around)} ${shortenedBefore(stretch.text, around).slice(2)}` }
        : stretch,
    ];
  });
}
