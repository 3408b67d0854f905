import type { ProposalId } from '../../../../shared/base/ids.ts';
import type { WordParagraph, WordWords } from './word-text.ts';

/** What words look like, and whose changes they are. */
export interface Look {
  readonly insertions: readonly ProposalId[];
  readonly deletions: readonly ProposalId[];
  readonly bold: boolean;
  readonly italic: boolean;
  readonly link: string | null;
}

/**
 * A paragraph as a line of text, with a mark wherever its look changes: characters that no text has (private use, plane 15), so that the import of
 * texts, which knows nothing of looks, carries them to where the words end up.
 */
export interface MarkedLine {
  readonly text: string;
  readonly first: Look;
  readonly looks: ReadonlyMap<string, Look>;
}

/** One mark, kept by a split. */
export const MARK = /([\u{F0000}-\u{FFFFD}])/u;
const MARKS = /[\u{F0000}-\u{FFFFD}]/gu;
const FIRST_MARK = 0xf0000;
const MOST_MARKS = 65_000;

/** A text without marks. */
export function unmarked(text: string): string {
  return text.replaceAll(MARKS, '');
}

/** Makes the line of a paragraph. `take` says whose changes words are; null: they are not there. */
export function marked(
  { number, pieces }: WordParagraph,
  take: (piece: WordWords) => Pick<Look, 'insertions' | 'deletions'> | null,
): MarkedLine {
  let text = number === '' ? '' : `${number} `;
  let first: Look | null = null;
  let last = '';
  const looks = new Map<string, Look>();
  for (const piece of pieces) {
    if (piece.type === 'footnote') text += `[^${piece.id}]`;
    if (piece.type !== 'words') continue;
    const changes = take(piece);
    if (changes === null) continue;
    const look = { ...changes, bold: piece.bold, italic: piece.italic, link: piece.link };
    const key = JSON.stringify(look);
    if (first === null) first = look;
    else if (key !== last && looks.size < MOST_MARKS) {
      const mark = String.fromCodePoint(FIRST_MARK + looks.size);
      looks.set(mark, look);
      text += mark;
    }
    last = key;
    text += unmarked(piece.text).replaceAll(/[\n\t]/g, ' ');
  }
  return { text, first: first ?? PLAIN, looks };
}

const PLAIN: Look = { insertions: [], deletions: [], bold: false, italic: false, link: null };
