import type { CountedCell } from '../../../../shared/import/cell-places.ts';
import type { FileAside } from '../../../../shared/import/file-text.ts';
import type { Sign } from '../file-names.ts';

/** Whose a change is, and when it was made, as the file says. */
export interface Authorship {
  readonly author: string;
  readonly date: string;
  /** Of moved words: the name that both their places share; null for what was not moved. */
  readonly move: string | null;
}

/** A part of a paragraph, in reading order. */
export type WordPiece =
  | WordWords
  | { readonly type: 'bookmark'; readonly edge: 'start' | 'end'; readonly name: string }
  /** `point`: where its sign stands, which for a comment on no words is all. */
  | { readonly type: 'comment'; readonly edge: 'start' | 'end' | 'point'; readonly id: string }
  | ({ readonly type: 'footnote'; readonly id: string } & Omit<WordWords, 'type' | 'text' | 'sign'>);

/** Words that share everything. */
export interface WordWords {
  readonly type: 'words';
  readonly text: string;
  /** What they are where they are none of the text: a bracket, an attribution, a number. */
  readonly sign: Sign | null;
  readonly insertion: Authorship | null;
  readonly deletion: Authorship | null;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly link: string | null;
  /** How they are marked by colour, strike, underline, bold or slant, such as "red, struck"; null where they are not. */
  readonly way: string | null;
}

/** A cell of a file's table: which table, row and column, counted from 0; a table within a cell is part of that. */
export type WordCell = CountedCell;

/** What a file has besides words, such as a picture or a change of looks: nothing of it comes into a text, and so it is told. */
export type WordAside = FileAside;

/** A paragraph as it stands in the file. */
export interface WordParagraph {
  /** The name of its style; empty for none. */
  readonly style: string;
  /** The number that the program counts for it, as it is read; empty for none. */
  readonly number: string;
  /** Depth in its list, or in a table the depth of that, from 0. */
  readonly level: number;
  /** Where it stands in a table; null where in none. */
  readonly cell: WordCell | null;
  readonly pieces: readonly WordPiece[];
  readonly asides: readonly WordAside[];
  /** Whether the paragraph itself is one that comes or goes. */
  readonly insertion: Authorship | null;
  readonly deletion: Authorship | null;
}

/** What is said beside a text. */
export interface WordComment {
  readonly id: string;
  readonly author: string;
  readonly date: string;
  readonly text: string;
}

/** All that reading takes from a Word file. */
export interface WordText {
  readonly paragraphs: readonly WordParagraph[];
  readonly footnotes: ReadonlyMap<string, readonly WordParagraph[]>;
  readonly comments: readonly WordComment[];
  /** Words at the head and the foot of its pages, which are none of the text. */
  readonly margins: readonly WordAside[];
  /** Properties of the file by name. */
  readonly properties: ReadonlyMap<string, string>;
}
