import type { ProposalId } from '../../../../shared/base/ids.ts';
import type { NewIds } from '../../../../shared/import/imported.ts';
import type { Authorship, WordParagraph, WordWords } from './word-text.ts';

/** Which tracked changes are one proposal: those of one author that touch each other, and both places of words that were moved. */
export class Groups {
  /** Whose each proposal is, by the name in the file. */
  readonly authors = new Map<ProposalId, string>();
  private readonly ids: NewIds;
  private readonly alive = new Map<string, ProposalId>();
  private readonly moves = new Map<string, ProposalId>();

  constructor(ids: NewIds) {
    this.ids = ids;
  }

  /** Whose changes some words are; null for words that their own author struck again, which are not there. */
  take(words: WordWords): { readonly insertions: readonly ProposalId[]; readonly deletions: readonly ProposalId[] } | null {
    const { insertion, deletion } = words;
    if (insertion !== null && insertion.author === deletion?.author) return null;
    const touched = new Set([insertion?.author, deletion?.author]);
    // Only words part changes from each other; white space between two does not.
    if (words.text.trim() !== '') for (const author of this.alive.keys()) if (!touched.has(author)) this.alive.delete(author);
    return { insertions: this.of(insertion), deletions: this.of(deletion) };
  }

  /** Behind a paragraph only the change goes on that brought the paragraph itself, or wants it out. */
  endParagraph({ insertion, deletion }: WordParagraph): void {
    for (const author of this.alive.keys())
      if (author !== insertion?.author && author !== deletion?.author) this.alive.delete(author);
  }

  private of(change: Authorship | null): ProposalId[] {
    if (change === null) return [];
    const { author, move } = change;
    const moved = move === null ? undefined : this.moves.get(move);
    const id = moved ?? this.alive.get(author) ?? this.ids.proposal();
    this.alive.set(author, id);
    if (move !== null) this.moves.set(move, id);
    this.authors.set(id, author);
    return [id];
  }
}
