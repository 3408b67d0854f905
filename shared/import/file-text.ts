import type { ClauseId, ProposalId } from '../base/ids.ts';
import type { Clause } from '../text/clause.ts';
import type { CountedCell } from './cell-places.ts';

/** Words of a file that share everything. What the draft itself showed as changed when the file was made is no change here. */
export interface FileWords {
  readonly text: string;
  /** Who brought them in, or wants them out, as the file names them; null where nobody does. */
  readonly insertedBy: string | null;
  readonly deletedBy: string | null;
  /** Whether a proposal of the draft wants them out already: then they cannot be struck once more. */
  readonly isOut: boolean;
  /** Of moved words: the name that both their places share. */
  readonly move: string | null;
  /** How they are marked without being tracked, such as "red, struck"; null where they are not. */
  readonly way: string | null;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly link: string | null;
  /** The proposals within whose brackets they stand. */
  readonly within: readonly ProposalId[];
  /** The comments whose places hold them. */
  readonly comments: readonly string[];
}

/** What a file has besides words, and which no text of clauses has: `what` says it (`now bold`, `a picture`), `author` who changed it so; empty where nobody did. */
export interface FileAside {
  readonly what: string;
  readonly words: string;
  readonly author: string;
}

/** A paragraph of a file. */
export interface FileParagraph {
  /** The clause that it is, where the file says so. */
  readonly clause: ClauseId | null;
  /** What its style says of it. */
  readonly shape: Pick<Clause, 'kind' | 'level'> | null;
  /** Its number; empty where it has none, or it stands in its words. */
  readonly number: string;
  readonly words: readonly FileWords[];
  /** Its place in a table of the file; null where it stands in none. */
  readonly cell: CountedCell | null;
  readonly asides: readonly FileAside[];
  /** Who brought in, or wants out, the end of the paragraph, which parts it from the next. */
  readonly insertedBy: string | null;
  readonly deletedBy: string | null;
}

/** What is said beside a text. */
export interface FileComment {
  readonly id: string;
  readonly author: string;
  readonly text: string;
}

/** What bringing amendments home takes from a file. */
export interface FileText {
  /** Whether the file shows the words of the draft as they stood, all of them, each clause with its id: then also what was changed without tracking is known. */
  readonly isWhole: boolean;
  readonly paragraphs: readonly FileParagraph[];
  readonly comments: readonly FileComment[];
  /** Brackets of the draft that were struck while the words in them stay. */
  readonly struckBrackets: number;
}

/** What a way of marking stands for. */
export const MEANINGS = ['insertion', 'deletion', 'comment', 'nothing'] as const;
export type Meaning = (typeof MEANINGS)[number];

/** What a person says of a file: whose changes are the delegation's, and what marks mean. */
export interface FileChoices {
  readonly authors: readonly string[];
  /** Whether what was changed without tracking counts. */
  readonly untracked: boolean;
  readonly legend: Readonly<Record<string, Meaning>>;
}

/** What became of words: whether they stood before the delegation's changes, and stand after them. */
export interface Fate {
  readonly before: boolean;
  readonly after: boolean;
  /** They are a remark, and none of the text. */
  readonly remark: boolean;
}

/** What the delegation's changes make of words. Another's insertion that the draft did not have is none of its text. */
export function fateOf(words: FileWords, { authors, legend }: FileChoices): Fate {
  const meaning =
    words.way === null || words.insertedBy !== null || words.deletedBy !== null ? 'nothing' : (legend[words.way] ?? 'nothing');
  if (meaning === 'comment') return { before: false, after: false, remark: true };
  const isOurs = (author: string | null): boolean => author !== null && authors.includes(author);
  const before = words.insertedBy === null && meaning !== 'insertion';
  const comes = words.insertedBy === null || isOurs(words.insertedBy);
  const goes = isOurs(words.deletedBy) || meaning === 'deletion';
  return { before, after: comes && !goes, remark: false };
}
