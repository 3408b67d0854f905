import type { FlaggedFinding } from '../../../../shared/import/imported.ts';
import type { Clause } from '../../../../shared/text/clause.ts';
import { isRecordRemark } from '../comments.ts';
import type { WordComment, WordParagraph } from './word-text.ts';

/**
 * What a file has besides its text, each beside the clause that its paragraph became, else the one before: what no text has, and the comments but for
 * those that `taken` names.
 */
export function besidesIn(
  paragraphs: readonly WordParagraph[],
  comments: readonly WordComment[],
  {
    clauses,
    clauseOf,
    taken,
  }: {
    readonly clauses: readonly Clause[];
    readonly clauseOf: (paragraph: WordParagraph) => Clause | undefined;
    readonly taken: ReadonlySet<string>;
  },
): FlaggedFinding[] {
  const places = new Map(clauses.map(({ id }, index) => [id, index + 1]));
  const said = new Map(comments.map((comment) => [comment.id, comment]));
  const found: FlaggedFinding[] = [];
  let [last] = clauses;
  const tell = (why: string, excerpt: string): void => {
    if (last !== undefined) found.push({ clause: places.get(last.id) ?? 1, clauseId: last.id, offset: 0, excerpt, why });
  };
  for (const paragraph of paragraphs) {
    last = clauseOf(paragraph) ?? last;
    for (const { what, words, author } of paragraph.asides) tell(author === '' ? what : `${what}, by ${author}`, words);
    for (const piece of paragraph.pieces) {
      const comment = piece.type === 'comment' ? said.get(piece.id) : undefined;
      if (comment === undefined || piece.type !== 'comment') continue;
      said.delete(comment.id);
      if (!taken.has(comment.id) && !isRecordRemark(comment.text)) tell(commentBy(comment), comment.text);
    }
  }
  for (const comment of said.values()) if (!isRecordRemark(comment.text)) tell(commentBy(comment), comment.text);
  return found;
}

function commentBy({ author }: WordComment): string {
  return author.trim() === '' ? 'a comment' : `a comment by ${author}`;
}
