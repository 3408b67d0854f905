import type { ProposalId } from '../base/ids.ts';
import { cleanFootnotes, cleanPassages, standsClean, withNotesOf } from '../projection/clean.ts';
import type { BracketRole, DrawingFacts } from '../projection/drawing.ts';
import { onPaper, type PaperPart } from '../projection/paper-brackets.ts';
import { withFootnoteNumbers } from '../projection/footnotes.ts';
import type { Numbers } from '../projection/numbers.ts';
import { repairedParts } from '../projection/repair.ts';
import type { Tombstone } from '../projection/tombstones.ts';
import type { OutcomeOf } from '../proposals/standing.ts';
import { withoutSlots, type Clause, type Run } from '../text/clause.ts';
import { directionOf } from '../text/direction.ts';
import type { Change, ClauseBlock, Piece, Words } from './manuscript.ts';

/** What brackets look like. */
export interface BracketFacts extends DrawingFacts {
  attributionOf(proposal: ProposalId, role: BracketRole): { readonly prefix: string; readonly suffix: string };
  /** What stands beside the text: numbers, what is left of clauses that are gone, footnotes. */
  readonly numbers: Numbers;
  /** What to print behind a clause's words, such as `[Agreed ad ref]`; empty for nothing. */
  statusOf(clause: Clause): string;
  /** Whether each character that stands is written, for whoever reads the file in again; else it is written as it is read. */
  readonly toTheLetter: boolean;
}

/** The text with its open proposals in brackets. What is out is not in it, nor a clause of which all is out. */
export function bracketedClauses(clauses: readonly Clause[], facts: BracketFacts): ClauseBlock[] {
  const drawn = new Map(onPaper(clauses, facts).map((one) => [one.clause, facts.toTheLetter ? one.parts : repairedParts(one)]));
  const { numbers } = facts;
  const open: Change[] = [];
  return clauses.flatMap((clause) => {
    const tombstone = numbers.tombstones.get(clause.id);
    if (tombstone !== undefined) return [tombstoneBlock(clause, tombstone, open)];
    const parts = drawn.get(clause);
    if (parts === undefined) return [];
    const number = numberOf(clause, numbers);
    const pieces = parts.flatMap((part) => pieceOf(part, { clause, number, open, facts }));
    const status = facts.statusOf(clause);
    return [blockOf(clause, status === '' ? pieces : [...pieces, { type: 'status', text: status }])];
  });
}

/** What stands in the place of a clause that is gone is within whatever brackets go on over it. */
function tombstoneBlock(clause: Clause, { number, words }: Tombstone, open: readonly Change[]): ClauseBlock {
  return blockOf(clause, [numberPiece(number, true), { type: 'words', text: words, changes: [...open], gone: true }]);
}

/** A footnote bears the mark by which words refer to it. */
function numberOf(clause: Clause, { of, footnotes }: Numbers): string {
  return clause.kind === 'footnote' ? withFootnoteNumbers(clause.label, footnotes) : (of.get(clause.id) ?? '');
}

function numberPiece(text: string, issued: boolean): Piece {
  return { type: 'number', text, issued };
}

interface Walk {
  readonly clause: Clause;
  readonly number: string;
  /** Brackets that are open at this place, the outermost first; brackets go on over clauses. */
  readonly open: Change[];
  readonly facts: BracketFacts;
}

function pieceOf(part: PaperPart, { clause, number, open, facts }: Walk): Piece[] {
  switch (part.type) {
    case 'number':
      return number === '' ? [] : [numberPiece(number, clause.label !== '')];
    case 'open': {
      const { proposal, role, attribution } = part;
      open.push({ proposal, role });
      return [{ type: 'open', proposal, role, attribution }];
    }
    case 'close': {
      const { proposal, role, attribution } = part;
      const at = open.findLastIndex((one) => one.proposal === proposal && one.role === role);
      if (at !== -1) open.splice(at, 1);
      return [{ type: 'close', proposal, role, attribution }];
    }
    case 'words': {
      const text = withFootnoteNumbers(withoutSlots(part.run.text), facts.numbers.footnotes);
      const settled = acceptedIn(part.run, facts);
      return text === '' ? [] : [wordsOf(part.run, text, [...settled, ...open])];
    }
    case 'out':
      return [];
  }
}

/** The accepted insertions that brought words in, in order of tabling. */
function acceptedIn({ insertions }: Run, facts: DrawingFacts): Change[] {
  return insertions
    .filter((id) => facts.outcomeOf(id) === 'accepted')
    .toSorted((a, b) => facts.orderOf(a) - facts.orderOf(b))
    .map((proposal) => ({ proposal, role: 'insertion' }));
}

function wordsOf({ bold, italic, link }: Run, text: string, changes: readonly Change[]): Words {
  return {
    type: 'words',
    text,
    changes,
    ...(bold ? { bold } : {}),
    ...(italic ? { italic } : {}),
    ...(link === undefined ? {} : { link }),
  };
}

/** The clean text: a clause that has no clean word is not in it. */
export function cleanClauses(clauses: readonly Clause[], facts: DrawingFacts, numbers: Numbers): ClauseBlock[] {
  const footnotes = cleanFootnotes(numbers.footnotes, clauses, facts.outcomeOf);
  const standing = standsClean(clauses, facts.outcomeOf, (id) => numbers.tombstones.has(id));
  return withNotesOf(standing, footnotes).flatMap((clause) => {
    const tombstone = numbers.tombstones.get(clause.id);
    if (tombstone !== undefined) return [tombstoneBlock(clause, tombstone, [])];
    const passages = cleanPassages(clause, facts.outcomeOf, (id) => facts.orderOf(id));
    const number = numberOf(clause, numbers);
    const words = passages.flatMap(({ text, run }): Piece[] => {
      const read = withFootnoteNumbers(text, footnotes);
      return read === '' ? [] : [wordsOf(run, read, acceptedIn(run, facts))];
    });
    return [blockOf(clause, number === '' ? words : [numberPiece(number, clause.label !== ''), ...words])];
  });
}

/**
 * The clauses that a proposal touches as they read with it alone: what others propose is not in them, but for those within whose words
 * all of its own lie. No brackets.
 */
export function clausesWith(
  clauses: readonly Clause[],
  proposal: ProposalId,
  facts: DrawingFacts,
  numbers: Numbers,
): ClauseBlock[] {
  const own = (run: Run): boolean => run.insertions.includes(proposal) || run.deletions.includes(proposal);
  const touched = clauses.filter((clause) => clause.runs.some(own));
  const around = enclosing(touched, own);
  const outcomeOf: OutcomeOf = (id) => {
    if (id === proposal) return 'open';
    const outcome = facts.outcomeOf(id);
    if (outcome !== 'open') return outcome;
    return around.has(id) ? 'accepted' : 'refused';
  };
  const bare = { ...facts, numbers, outcomeOf, attributionOf: () => NOTHING, statusOf: () => '', toTheLetter: false };
  return bracketedClauses(touched, bare).map((block) => ({
    ...block,
    pieces: block.pieces.flatMap((piece): Piece[] => {
      if (piece.type === 'open' || piece.type === 'close') return [];
      if (piece.type !== 'words') return [piece];
      return [{ ...piece, changes: piece.changes.filter((change) => change.proposal === proposal) }];
    }),
  }));
}

const NOTHING = { prefix: '', suffix: '' };

/** The insertions that hold each character of some runs. */
function enclosing(clauses: readonly Clause[], own: (run: Run) => boolean): ReadonlySet<ProposalId> {
  const [first, ...others] = clauses.flatMap((clause) => clause.runs.filter(own));
  return new Set((first?.insertions ?? []).filter((id) => others.every((run) => run.insertions.includes(id))));
}

function blockOf(clause: Clause, pieces: readonly Piece[]): ClauseBlock {
  const { id, kind, level, cell } = clause;
  const direction = directionOf(pieces.map((piece) => (piece.type === 'words' ? piece.text : '')).join(''));
  return { type: 'clause', id, kind, level, ...(cell === undefined ? {} : { cell }), direction, pieces: joined(pieces) };
}

/** Neighbouring words of which all is alike are one piece. */
function joined(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (last?.type === 'words' && piece.type === 'words' && isAlike(last, piece))
      all[all.length - 1] = { ...last, text: last.text + piece.text };
    else all.push(piece);
  }
  return all;
}

function isAlike(a: Words, b: Words): boolean {
  return (
    a.bold === b.bold &&
    a.italic === b.italic &&
    a.link === b.link &&
    a.changes.length === b.changes.length &&
    a.changes.every(({ proposal, role }, at) => b.changes[at]?.proposal === proposal && b.changes[at].role === role)
  );
}
