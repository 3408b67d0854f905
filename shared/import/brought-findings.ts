import type { Clash } from '../proposals/placing.ts';
import type { Meaning } from './file-text.ts';

/** Words, and where they stand, as people cite it; empty where that has no name. */
interface PlacedWords {
  readonly place: string;
  readonly words: string;
}

/** What was found in a file of amendments that somebody should look at. */
export interface BroughtFindings {
  /** Clauses of the draft that the delegation rewords, takes out, and adds. */
  readonly changed: number;
  readonly deleted: number;
  readonly added: number;
  /** Passages that were moved: each goes out where it stood and comes in where it goes. */
  readonly moved: number;
  /** Clauses that read in the draft already as the delegation would have them. */
  readonly already: number;
  /** Clauses that others changed in the same words: they are left as they stand. */
  readonly clashes: readonly Clash[];
  /** What is no clause of the draft, and whether anything was changed in it. */
  readonly unmatched: readonly { readonly words: string; readonly changed: boolean }[];
  /** Clauses that were changed without tracking, as they stand. */
  readonly untracked: readonly PlacedWords[];
  /** Clauses of the draft that a file of the whole draft does not have: they stay. */
  readonly absent: readonly PlacedWords[];
  /** What is said beside words that are not changed, or by others. */
  readonly remarks: readonly Remark[];
  /** What the file has besides words: changes of looks, pictures, merged cells. None of it is proposed. */
  readonly asides: readonly PlacedAside[];
  /** Brackets that were struck while their words stay: a bracket goes with a decision alone. */
  readonly struckBrackets: number;
  /** Signs of brackets that were typed: they are characters of the wording, and bracket nothing. */
  readonly typedBrackets: number;
}

/** What a file has besides words, where it has it. */
interface PlacedAside extends PlacedWords {
  readonly what: string;
  readonly author: string;
}

/** A comment. */
export interface Remark extends PlacedWords {
  readonly author: string;
}

/** Whoever changed something in a file, with how often. */
export interface FileAuthor {
  readonly name: string;
  readonly insertions: number;
  readonly deletions: number;
  readonly comments: number;
}

/** A way in which words are marked without being tracked. */
export interface MarkingWay {
  readonly way: string;
  readonly count: number;
  readonly examples: readonly string[];
  /** What it is taken for until somebody says. */
  readonly meaning: Meaning;
}
