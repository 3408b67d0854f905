import { shortened } from '../../../../shared/base/shortened.ts';
import type { FlaggedFinding } from '../../../../shared/import/imported.ts';
import type { Clause } from '../../../../shared/text/clause.ts';
import { isRecordRemark } from '../comments.ts';
import type { WordAside, WordComment, WordParagraph } from './word-text.ts';

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
    freshIn = (one) => one,
    alsoIn = () => [],
  }: {
    readonly clauses: readonly Clause[];
    readonly clauseOf: (paragraph: WordParagraph) => Clause | undefined;
    readonly taken: ReadonlySet<string>;
    /** A paragraph without the changes that the file was written with. */
    readonly freshIn?: (paragraph: WordParagraph) => WordParagraph;
    /** What more there is to tell of a paragraph. */
    readonly alsoIn?: (paragraph: WordParagraph) => readonly WordAside[];
  },
): FlaggedFinding[] {
  const places = new Map(clauses.map(({ id }, index) => [id, index + 1]));
  const said = new Map(comments.map((comment) => [comment.id, comment]));
  const found: FlaggedFinding[] = [];
  let [last] = clauses;
  const tell = (why: string, excerpt: string): void => {
    if (last !== undefined) found.push({ clause: places.get(last.id) ?? 1, clauseId: last.id, offset: 0, excerpt, why });
  };
  for (const [index, paragraph] of paragraphs.entries()) {
    last = clauseOf(paragraph) ?? last;
    const change = endChanged(freshIn(paragraph), paragraphs[index + 1]);
    if (change !== null) tell(`${change}, by ${named(freshIn(paragraph))}`, wordsIn(paragraph));
    for (const { what, words, author } of [...paragraph.asides, ...alsoIn(paragraph)])
      tell(author === '' ? what : `${what}, by ${author}`, shortened(words, LONGEST));
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

/** What somebody did to the end of a paragraph alone; null where nothing, or where it comes or goes with the words on either side of it. */
function endChanged(paragraph: WordParagraph, next: WordParagraph | undefined): string | null {
  const { insertion, deletion } = paragraph;
  const goesWith = (role: 'insertion' | 'deletion'): boolean =>
    [paragraph, next].some((one) => {
      const words = (one?.pieces ?? []).filter(
        (piece) => piece.type === 'words' && piece.sign === null && piece.text.trim() !== '',
      );
      return words.every((piece) => piece.type === 'words' && piece[role]?.author === paragraph[role]?.author);
    });
  if (insertion !== null && deletion === null && !goesWith('insertion'))
    return 'its end, which parts it from the next paragraph, is put in';
  if (deletion !== null && insertion === null && !goesWith('deletion'))
    return 'its end, which parts it from the next paragraph, is struck';
  return null;
}

function named({ insertion, deletion }: WordParagraph): string {
  const author = (insertion ?? deletion)?.author ?? '';
  return author.trim() === '' ? 'somebody' : author;
}

const LONGEST = 160;

function wordsIn({ pieces }: WordParagraph): string {
  return shortened(pieces.map((piece) => (piece.type === 'words' ? piece.text : '')).join(''), LONGEST);
}

function commentBy({ author }: WordComment): string {
  return author.trim() === '' ? 'a comment' : `a comment by ${author}`;
}
