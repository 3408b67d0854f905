import type { ProposalId } from '../../../../shared/base/ids.ts';
import type { Look } from './marked-line.ts';
import type { WordComment, WordPiece } from './word-text.ts';

/** Which comments stand beside which tracked changes: what the author of a change says there is why. */
export class Remarks {
  /** Comments that are the rationale of a change. */
  readonly taken = new Set<string>();
  private readonly comments: readonly WordComment[];
  private readonly open = new Set<string>();
  private readonly ranged = new Set<string>();
  private readonly beside = new Map<ProposalId, Set<string>>();
  private last: readonly ProposalId[] = [];

  constructor(comments: readonly WordComment[]) {
    this.comments = comments;
  }

  /** Goes over the pieces of a text in order, each with whose changes its words are. */
  see(piece: WordPiece, changes: Pick<Look, 'insertions' | 'deletions'> | null): void {
    if (piece.type === 'comment') {
      if (piece.edge === 'start') this.ranged.add(piece.id);
      if (piece.edge === 'start') this.open.add(piece.id);
      else if (piece.edge === 'end') this.open.delete(piece.id);
      else if (!this.ranged.has(piece.id)) this.note(this.last, piece.id);
    } else if (changes !== null) {
      this.last = [...changes.insertions, ...changes.deletions];
      for (const comment of this.open) this.note(this.last, comment);
    }
  }

  private note(proposals: readonly ProposalId[], comment: string): void {
    for (const proposal of proposals) this.beside.set(proposal, (this.beside.get(proposal) ?? new Set()).add(comment));
  }

  /** What its author says of a change, but for what would make it longer than the record takes: such a comment is told, whole, as all others are. */
  rationaleOf(proposal: ProposalId, author: string): string {
    const own = this.comments.filter(
      ({ id, author: by }) => by === author && !this.taken.has(id) && this.beside.get(proposal)?.has(id) === true,
    );
    let rationale = '';
    for (const { id, text } of own) {
      const longer = rationale === '' ? text.trim() : `${rationale}\n${text.trim()}`;
      if (longer.length > LONGEST) continue;
      rationale = longer;
      this.taken.add(id);
    }
    return rationale;
  }
}

/** Longest rationale that the record takes, in UTF-16 units. */
const LONGEST = 20_000;
