import type { ClauseId } from '../base/ids.ts';
import type { InheritedProposal } from '../proposals/inherited.ts';
import type { Clause } from '../text/clause.ts';
import type { TextForm } from '../text/form.ts';

/** Why a matched pair of brackets is no dispute (CONVENTIONS 6, ruling 1–3). */
export type OrdinaryReason =
  | 'link'
  | 'footnote'
  | 'citation'
  | 'elision'
  | 'editorial'
  | 'status'
  | 'letter'
  | 'comment'
  | 'escaped'
  /** Nested deeper than a text can be stored with; no real draft comes near it. */
  | 'too-deep';

/** A place in the imported text that somebody should look at. */
export interface Finding {
  /** Number of the clause in document order, from 1. */
  readonly clause: number;
  readonly clauseId: ClauseId;
  /**
   * Offset of the bracket in the characters of that clause's runs (slots counted) as they stand after the import, in UTF-16
   * units.
   */
  readonly offset: number;
  /** Some 60 characters of the source round the bracket. */
  readonly excerpt: string;
}

export interface UnmatchedFinding extends Finding {
  /** Where the missing counterpart probably belongs, most probable first: in words a drafter understands. */
  readonly likely: readonly { readonly clause: number; readonly offset: number; readonly why: string }[];
}

export interface OrdinaryFinding extends Finding {
  readonly reason: OrdinaryReason;
}

export interface FlaggedFinding extends Finding {
  readonly why: string;
}

/**
 * What an import found. It never fails: what it does not understand stays text. These hold for every input:
 * brackets + ordinary + unclosed = opening brackets of the source, brackets + ordinary + stray = closing ones.
 */
export interface Imported {
  readonly form: TextForm;
  readonly title: string;
  readonly clauses: readonly Clause[];
  readonly inherited: readonly InheritedProposal[];
  /** Greatest nesting of matched brackets that are not ordinary. */
  readonly maxDepth: number;
  readonly unclosed: readonly UnmatchedFinding[];
  readonly stray: readonly UnmatchedFinding[];
  readonly ordinary: readonly OrdinaryFinding[];
  /** What looks like an attribution but does not resolve, and so stayed text. */
  readonly flagged: readonly FlaggedFinding[];
  /** What the file has besides the text and what no text has, such as a comment, a picture, a change of looks: `why` says what. */
  readonly besides: readonly FlaggedFinding[];
}

/** Source of new ids, since shared code has no randomness of its own. Each call gives an id never given before. */
export interface NewIds {
  clause(): ClauseId;
  proposal(): InheritedProposal['id'];
}
