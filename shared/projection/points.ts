import type { ClauseId, ProposalId } from '../base/ids.ts';
import { outcomesOf, type RecordState } from '../record/state.ts';
import { withoutSlots, type Clause } from '../text/clause.ts';
import { drawText, type BracketRole, type DrawingFacts, type Part } from './drawing.ts';

/** How the alternatives of a point stand to each other (CONVENTIONS 6, ruling 4): the chair may always say otherwise. */
type Relation = 'single' | 'exclusive' | 'independent';

/** An open point: one place in the text where something is still to be decided. */
export interface Point {
  /** Stable while its first proposal is open. */
  readonly id: ProposalId;
  /** The clause in which it opens. */
  readonly clause: ClauseId;
  /** The alternatives that compete at this place, in reading order. */
  readonly proposals: readonly ProposalId[];
  readonly relation: Relation;
  /** Depth of nesting of its brackets, from 1. */
  readonly depth: number;
}

/** What drawing needs to know of a record. */
export function factsOf(state: RecordState): DrawingFacts {
  return {
    outcomeOf: outcomesOf(state),
    orderOf: (id) => state.proposals.get(id)?.order ?? Number.MAX_SAFE_INTEGER,
    holdsNumber: (id) => state.proposals.get(id)?.holdsNumber ?? false,
  };
}

/**
 * Every open point in document order. Brackets that stand side by side at one depth, with nothing or only white space or a stroke between
 * them, are one point; so are the pieces of one proposal, at the place of its first.
 */
export function openPoints(clauses: readonly Clause[], state: RecordState): Point[] {
  const walk = new Walk();
  for (const { clause, parts } of drawText(clauses, factsOf(state))) {
    for (const part of parts) walk.take(clause.id, part);
    walk.endClause();
  }
  return walk.points();
}

interface Bracket {
  readonly proposal: ProposalId;
  readonly role: BracketRole;
  readonly clause: ClauseId;
  readonly depth: number;
  /** Order of opening. */
  readonly at: number;
  words: string;
  /** What stands between the bracket before it at its depth and this one; null where that is more than space or a stroke. */
  readonly joint: string | null;
}

class Walk {
  private readonly stack: Bracket[] = [];
  /** Per depth, what has been read since the last bracket closed there; null where none did in this place. */
  private readonly since: (string | null)[] = [null];
  private readonly groups: Bracket[][] = [];
  private readonly lastAtDepth: (Bracket[] | undefined)[] = [];
  private count = 0;

  take(clause: ClauseId, part: Part): void {
    if (part.type === 'open') this.open(clause, part.proposal, part.role);
    else if (part.type === 'close') this.close(part.proposal, part.role);
    else if (part.type === 'words') this.read(part.run.text);
  }

  /** A bracket in the next clause is another point, unless the one before is still open round it. */
  endClause(): void {
    this.since.fill(null);
  }

  points(): Point[] {
    const merged = mergeByProposal(this.groups);
    return merged.map((group) => {
      const first = group[0];
      if (first === undefined) throw new Error('a point has a bracket');
      const proposals = [...new Set(group.map((bracket) => bracket.proposal))];
      return {
        id: first.proposal,
        clause: first.clause,
        proposals,
        relation: relationOf(group, proposals.length),
        depth: first.depth,
      };
    });
  }

  private open(clause: ClauseId, proposal: ProposalId, role: BracketRole): void {
    const depth = this.stack.length;
    const joint = this.since[depth] ?? null;
    const bracket: Bracket = { proposal, role, clause, depth: depth + 1, at: this.count, words: '', joint };
    this.count += 1;
    const beside = joint !== null && /^\s*\/?\s*$/.test(joint) ? this.lastAtDepth[depth] : undefined;
    if (beside !== undefined) beside.push(bracket);
    else {
      const group = [bracket];
      this.groups.push(group);
      this.lastAtDepth[depth] = group;
    }
    this.stack.push(bracket);
    this.since[depth + 1] = null;
  }

  private close(proposal: ProposalId, role: BracketRole): void {
    const index = this.stack.findLastIndex((bracket) => bracket.proposal === proposal && bracket.role === role);
    if (index === -1) return;
    this.stack.splice(index, 1);
    this.since[this.stack.length] = '';
  }

  private read(text: string): void {
    const words = withoutSlots(text);
    for (const bracket of this.stack) bracket.words += words;
    const depth = this.stack.length;
    const since = this.since[depth];
    if (since !== null && since !== undefined) this.since[depth] = since + words;
  }
}

/** Pieces of one proposal are decided together: groups that share one are one point, at the first place. */
function mergeByProposal(groups: readonly Bracket[][]): Bracket[][] {
  const home = new Map<ProposalId, Bracket[]>();
  const merged: Bracket[][] = [];
  for (const group of groups) {
    const target = group.map((bracket) => home.get(bracket.proposal)).find((found) => found !== undefined);
    if (target === undefined) merged.push(group);
    else target.push(...group);
    for (const bracket of group) if (!home.has(bracket.proposal)) home.set(bracket.proposal, target ?? group);
  }
  return merged;
}

const MODAL = /^(shall|should|will|may|must|can|could|would)( not)?$/i;
const NUMBER = /^([xyz]+|\d[\d ,.–-]*)$/i;
const LONGEST_PHRASE = 3;

/** `][` competes; `] [` competes where all are of one category (modal, number, phrase of few words), else each may stand by itself. */
function relationOf(group: readonly Bracket[], proposals: number): Relation {
  if (proposals === 1) return 'single';
  const glued = group.slice(1).every((bracket) => bracket.joint === '' || bracket.joint?.includes('/') === true);
  if (glued) return 'exclusive';
  const categories = new Set(group.map((bracket) => category(bracket.words.trim())));
  return categories.size === 1 && !categories.has('other') ? 'exclusive' : 'independent';
}

function category(words: string): 'modal' | 'number' | 'phrase' | 'other' {
  if (MODAL.test(words)) return 'modal';
  if (NUMBER.test(words)) return 'number';
  return words.split(/\s+/).length <= LONGEST_PHRASE && !/[.,;]/.test(words) ? 'phrase' : 'other';
}
