import type { ProposalId } from '../../../../shared/base/ids.ts';
import { isNumberOnly } from '../../../../shared/import/structure.ts';
import { UNSEEN_SIGNS } from '../../../../shared/import/unseen-signs.ts';
import { asClauseWords } from '../../../../shared/text/clause-words.ts';
import type { WordParagraph, WordPiece, WordWords } from './word-text.ts';

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
const FIRST_MARK = 0xf0000;
const MOST_MARKS = 65_000;

/** A text without marks. */
export function unmarked(text: string): string {
  return text.replaceAll(UNSEEN_SIGNS, '');
}

/** `take` says whose changes words are; null: they are not there. `see` is told of all that is met, in order. */
export interface Marking {
  readonly take: (piece: WordWords) => Pick<Look, 'insertions' | 'deletions'> | null;
  readonly see: (piece: WordPiece, changes: Pick<Look, 'insertions' | 'deletions'> | null) => void;
}

/** Makes the line of a paragraph: one line, whatever ends lines in it, since the import of texts makes a clause of each. */
export function marked({ number, pieces }: WordParagraph, { take, see }: Marking): MarkedLine {
  const counted = asClauseWords(unmarked(number));
  let text = counted === '' ? '' : `${counted} `;
  let first: Look | null = null;
  let last = '';
  const looks = new Map<string, Look>();
  for (const piece of pieces) {
    const words = wordsOf(piece);
    if (words === null) see(piece, null);
    if (words === null) continue;
    const changes = take(words);
    see(piece, changes);
    if (changes === null) continue;
    const look = { ...changes, bold: words.bold, italic: words.italic, link: words.link };
    const key = JSON.stringify(look);
    const written = asClauseWords(unmarked(words.text));
    // A number ends in white space, which says nothing, and a mark is none.
    const gap = isNumberOnly(unmarked(text)) ? written.length - written.trimStart().length : 0;
    text += written.slice(0, gap);
    if (first === null) first = look;
    else if (key !== last && looks.size < MOST_MARKS) {
      const mark = String.fromCodePoint(FIRST_MARK + looks.size);
      looks.set(mark, look);
      text += mark;
    }
    last = key;
    text += written.slice(gap);
  }
  return { text, first: first ?? PLAIN, looks };
}

/** The words of a line, each stretch of one look with its place among them. */
export function lookingParts({
  text,
  first,
  looks,
}: MarkedLine): { readonly at: number; readonly text: string; readonly look: Look }[] {
  let [look, at] = [first, 0];
  return text.split(MARK).flatMap((part) => {
    const next = looks.get(part);
    look = next ?? look;
    if (next !== undefined) return [];
    at += part.length;
    return [{ at: at - part.length, text: part, look }];
  });
}

/** The line of stretches that each have one look. */
export function lineOf(parts: readonly { readonly text: string; readonly look: Look }[]): MarkedLine {
  const looks = new Map<string, Look>();
  let [text, last] = ['', ''];
  let first: Look | null = null;
  for (const part of parts) {
    if (part.text === '') continue;
    const key = JSON.stringify(part.look);
    if (first !== null && key !== last && looks.size < MOST_MARKS) {
      const mark = String.fromCodePoint(FIRST_MARK + looks.size);
      looks.set(mark, part.look);
      text += mark;
    }
    first ??= part.look;
    last = key;
    text += part.text;
  }
  return { text, first: first ?? PLAIN, looks };
}

/** The same line, whose number stays among its words: it begins with a mark, and no number does. */
export function numberAsWords({ text, first, looks }: MarkedLine): MarkedLine {
  const mark = String.fromCodePoint(FIRST_MARK + looks.size);
  return { text: mark + text, first, looks: new Map([...looks, [mark, first]]) };
}

/** The mark of a footnote is words too, and tracked like all words. */
function wordsOf(piece: WordPiece): WordWords | null {
  if (piece.type === 'footnote') return { ...piece, type: 'words', text: `[^${piece.id}]`, sign: null };
  return piece.type === 'words' ? piece : null;
}

const PLAIN: Look = { insertions: [], deletions: [], bold: false, italic: false, link: null };
