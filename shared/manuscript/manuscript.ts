import type { ClauseId, ProposalId } from '../base/ids.ts';
import type { BracketRole } from '../projection/drawing.ts';
import type { Outcome } from '../proposals/standing.ts';
import type { CellPlace } from '../text/cell.ts';
import type { ClauseKind } from '../text/clause.ts';
import type { Direction } from '../text/direction.ts';
import type { Step } from './workflow.ts';

/**
 * The papers that are made of a draft (CONVENTIONS 1.10): the text with its brackets; what stands if nothing more is agreed; everything
 * proposed, article by article, by whom and why; who says what on each open point; what became of every proposal.
 */
export const PAPERS = ['negotiating', 'clean', 'compilation', 'matrix', 'register'] as const;
export type Paper = (typeof PAPERS)[number];

/**
 * A paper before it has a format: every format is written from this and from nothing else, so that they all say the same. It holds no names
 * but those that the naming function gave, no ids of participants, and nothing that is out of the text.
 */
export interface Manuscript {
  readonly paper: Paper;
  /** Of the draft. */
  readonly title: string;
  readonly masthead: Masthead;
  readonly edition: Edition;
  readonly blocks: readonly Block[];
  /** Every proposal that a block names, and no other. */
  readonly proposals: ReadonlyMap<ProposalId, ProposalFacts>;
  /** What was done about proposals, also about those that no block names, in the order of the record. */
  readonly workflow: readonly Step[];
}

/** What stands over the first page (Editorial Manual, "masthead"). Empty where there is nothing to say. No emblem: its use is controlled. */
export interface Masthead {
  readonly organisation: string;
  readonly symbol: string;
  /** General, Limited or Restricted. */
  readonly distribution: string;
  /** ISO 8601, a day. */
  readonly date: string;
  /** Of the original, as English calls it. */
  readonly language: string;
  /** That the text was adopted, and whether it was changed since. */
  readonly adoption: string;
}

/** Which state of which draft this is, so that print and record can be matched. */
export interface Edition {
  readonly draft: string;
  readonly revision: number;
  /** The last update of the text that it holds: words may have come behind the last entry that are in none yet. */
  readonly update: number;
  /** The last entry of the record that it knows of, and that entry's hash. */
  readonly entry: number;
  readonly hash: string;
}

/** What a paper is made of, in order. */
export type Block = ClauseBlock | HeadingBlock | ProseBlock | TableBlock;

/** A clause as it is read. */
export interface ClauseBlock {
  readonly type: 'clause';
  readonly id: ClauseId;
  readonly kind: ClauseKind;
  readonly level: number;
  /** Its place in a table. */
  readonly cell?: CellPlace;
  readonly direction: Direction;
  readonly pieces: readonly Piece[];
}

/** A heading of the paper, which is none of the text; 1 is the highest level. */
interface HeadingBlock {
  readonly type: 'heading';
  readonly level: 1 | 2;
  readonly text: string;
}

/** A paragraph of the paper, which is none of the text, such as a rationale. */
interface ProseBlock {
  readonly type: 'prose';
  /** What it is, in a word or two, such as `Rationale`; empty for none. */
  readonly label: string;
  readonly text: string;
}

/** A table of the paper. Each row has as many cells as there are columns. */
export interface TableBlock {
  readonly type: 'table';
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The parts of a clause in reading order. */
export type Piece =
  /** `issued`: frozen; else counted live. At most one a clause; what stands before it encloses it. */
  | { readonly type: 'number'; readonly text: string; readonly issued: boolean }
  /** A bracket's edge. `attribution`: what is written right behind `[` or right before `]`; it is none of the words. */
  | { readonly type: 'open' | 'close'; readonly proposal: ProposalId; readonly role: BracketRole; readonly attribution: string }
  | Words
  /** How far the clause is agreed, in brackets that are no dispute. */
  | { readonly type: 'status'; readonly text: string };

/** Words that share everything. */
export interface Words {
  readonly type: 'words';
  readonly text: string;
  /** Whose they are, the outermost first: open ones as their brackets nest, before them those accepted, which are the words' provenance. */
  readonly changes: readonly Change[];
  readonly bold?: true;
  readonly italic?: true;
  readonly link?: string;
  /** They stand in the place of words that are gone: "Deleted and merged into article 30." */
  readonly gone?: true;
}

/** One proposal's part in some words. */
export interface Change {
  readonly proposal: ProposalId;
  readonly role: BracketRole;
}

/** What a paper says of a proposal. */
export interface ProposalFacts {
  readonly id: ProposalId;
  /** Its number in the register. */
  readonly no: number;
  /** Who brought it, as a reader says it; null where nobody is recorded. */
  readonly by: string | null;
  /** The same one by one, the proposer first, and the group for which they spoke; empty for none. */
  readonly sponsors: readonly string[];
  readonly behalf: string;
  /** When it came into the record, ISO 8601 in UTC, and by which entry. */
  readonly tabledAt: string;
  readonly entry: number;
  readonly outcome: Outcome;
  /** Whether its brackets open before a clause's number. */
  readonly holdsNumber: boolean;
  readonly rationale: string;
  /** Positions taken, each stance once: what it is called, and whose it is. */
  readonly positions: readonly { readonly stance: string; readonly names: readonly string[] }[];
}
