import type { ProposalId } from '../base/ids.ts';
import { clauseIsOut, standing, type OutcomeOf, type Standing } from '../proposals/standing.ts';
import { withoutSlots, type Clause, type Run } from '../text/clause.ts';
import { goneCells } from '../text/tables.ts';

/** What a proposal wants with the characters inside one pair of brackets: to bring them in, or to take them out. */
export type BracketRole = 'insertion' | 'deletion';

/** The record's facts that drawing needs. */
export interface DrawingFacts {
  readonly outcomeOf: OutcomeOf;
  /** Place in the order of tabling; of two brackets round the same words the earlier is the outer. */
  orderOf(proposal: ProposalId): number;
  /** Whether a bracket that opens at a clause's first character stands before its number. */
  holdsNumber(proposal: ProposalId): boolean;
}

/** One bracket edge. */
export interface Edge {
  readonly proposal: ProposalId;
  readonly role: BracketRole;
}

/**
 * A clause as a row of parts in reading order. `number` is the place of the clause's number: just what stands before it
 * encloses the number. `out` runs are there for those who may see them; every other view leaves them out.
 */
export type Part =
  | ({ readonly type: 'open' } & Edge)
  | ({ readonly type: 'close' } & Edge)
  | { readonly type: 'number' }
  | { readonly type: 'words'; readonly run: Run; readonly standing: Exclude<Standing, 'out'>; readonly offset: number }
  | { readonly type: 'out'; readonly run: Run; readonly offset: number };

/** A part as it reads: brackets with their words, without numbers and without what is out. */
export function partWords(part: Part): string {
  if (part.type === 'open') return '[';
  if (part.type === 'close') return ']';
  return part.type === 'words' ? withoutSlots(part.run.text) : '';
}

/** The runs of a clause that are not out. */
export function visibleRuns(clause: Clause, outcomeOf: OutcomeOf): Run[] {
  return clause.runs.filter((run) => standing(run, outcomeOf) !== 'out');
}

/** The clauses that are not out. A cell stays, empty, while anything is left of its row and of its column. */
export function standingClauses(clauses: readonly Clause[], outcomeOf: OutcomeOf): readonly Clause[] {
  const isOut = (clause: Clause): boolean => clauseIsOut(clause, outcomeOf);
  const isEmpty = (clause: Clause): boolean =>
    clause.runs.every((run) => standing(run, outcomeOf) === 'settled' && withoutSlots(run.text).trim() === '');
  const gone = goneCells(clauses, isOut, isEmpty);
  return clauses.filter((clause) => (clause.cell === undefined ? !isOut(clause) : !gone.has(clause)));
}

/**
 * Draws one clause. Looks only at the clause and at its nearest visible neighbours (null at the document's ends), so that the
 * cost of a keystroke is that of its clause. A bracket opens at the first of a row of visible characters that carry one id in one
 * role and closes at the last; a row goes on over a clause's edge where the neighbour's nearest visible character carries it too.
 */
export function drawClause(clause: Clause, before: Clause | null, after: Clause | null, facts: DrawingFacts): Part[] {
  const { outcomeOf } = facts;
  const fromBefore = edgesOf(lastSeen(before, outcomeOf), outcomeOf);
  const intoAfter = edgesOf(firstSeen(after, outcomeOf), outcomeOf);
  const visible = clause.runs.map((run) => standing(run, outcomeOf) !== 'out');
  const first = visible.indexOf(true);
  const edges = clause.runs.map((run, index) => (visible[index] ? edgesOf(run, outcomeOf) : NO_EDGES));
  const parts: Part[] = [];
  if (first === -1) parts.push({ type: 'number' });

  let offset = 0;
  let previous = fromBefore;
  const openedAt = new Map<string, number>();
  for (const [index, run] of clause.runs.entries()) {
    const here = edges[index] ?? NO_EDGES;
    if (visible[index]) {
      const opening = notIn(previous, here);
      if (opening.length > 1) {
        const ends = new Map(opening.map((edge) => [edge, lastVisible(edges, visible, index, edge, intoAfter)]));
        opening.sort((a, b) => (ends.get(b) ?? 0) - (ends.get(a) ?? 0) || facts.orderOf(a.proposal) - facts.orderOf(b.proposal));
      }
      for (const edge of opening) openedAt.set(key(edge), index);
      if (index === first) {
        // Everything outside the first bracket that holds the number holds it too.
        const held = opening.findLastIndex((edge) => facts.holdsNumber(edge.proposal)) + 1;
        for (const edge of opening.slice(0, held)) parts.push(opens(edge));
        parts.push({ type: 'number' });
        for (const edge of opening.slice(held)) parts.push(opens(edge));
      } else for (const edge of opening) parts.push(opens(edge));
      parts.push({ type: 'words', run, standing: here.size > 0 ? 'open' : 'settled', offset });
      const next = nextVisible(edges, visible, index) ?? intoAfter;
      const closing = notIn(next, here);
      if (closing.length > 1)
        closing.sort(
          (a, b) =>
            (openedAt.get(key(b)) ?? -1) - (openedAt.get(key(a)) ?? -1) || facts.orderOf(b.proposal) - facts.orderOf(a.proposal),
        );
      for (const edge of closing) parts.push({ type: 'close', ...edge });
      previous = here;
    } else parts.push({ type: 'out', run, offset });
    offset += run.text.length;
  }
  return parts;
}

/** The first run of a clause that is not out. */
export function firstSeen(clause: Clause | null, outcomeOf: OutcomeOf): Run | undefined {
  return clause?.runs.find((run) => standing(run, outcomeOf) !== 'out');
}

/** The last one. */
export function lastSeen(clause: Clause | null, outcomeOf: OutcomeOf): Run | undefined {
  return clause?.runs.findLast((run) => standing(run, outcomeOf) !== 'out');
}

/** Draws every clause that is not out, in order; a clause without characters stays. */
export function drawText(clauses: readonly Clause[], facts: DrawingFacts): { readonly clause: Clause; readonly parts: Part[] }[] {
  const standingOnes = standingClauses(clauses, facts.outcomeOf);
  return standingOnes.map((clause, index) => ({
    clause,
    parts: drawClause(clause, neighbour(standingOnes, index, -1), neighbour(standingOnes, index, 1), facts),
  }));
}

/** The nearest clause before (`step` -1) or after (1) that has visible characters; clauses without any do not interrupt a bracket. */
export function neighbour(clauses: readonly Clause[], index: number, step: -1 | 1): Clause | null {
  for (let at = index + step; ; at += step) {
    const clause = clauses[at];
    if (clause === undefined) return null;
    if (clause.runs.length > 0) return clause;
  }
}

type Edges = ReadonlyMap<string, Edge>;
const NO_EDGES: Edges = new Map();

/** The edges of a run that another has not. */
function notIn(others: Edges, edges: Edges): Edge[] {
  return edges.size === 0 ? [] : [...edges.values()].filter((edge) => !others.has(key(edge)));
}

function key(edge: Edge): string {
  return `${edge.role}:${edge.proposal}`;
}

function opens(edge: Edge): Part {
  return { type: 'open', ...edge };
}

function edgesOf(run: Run | undefined, outcomeOf: OutcomeOf): Edges {
  if (run === undefined || (run.insertions.length === 0 && run.deletions.length === 0)) return NO_EDGES;
  const found = new Map<string, Edge>();
  const add = (proposal: ProposalId, role: BracketRole): void => {
    const edge: Edge = { proposal, role };
    if (outcomeOf(proposal) === 'open') found.set(key(edge), edge);
  };
  for (const id of run.insertions) add(id, 'insertion');
  // An option's label is its own to bring in and to take out: it stands within the one bracket of the option.
  for (const id of run.deletions) if (!run.insertions.includes(id)) add(id, 'deletion');
  return found;
}

function nextVisible(edges: readonly Edges[], visible: readonly boolean[], index: number): Edges | undefined {
  for (let at = index + 1; at < edges.length; at += 1) if (visible[at]) return edges[at];
  return undefined;
}

/** Index of the last run of the row that this edge opens; one past the end where the row goes on in the next clause. */
function lastVisible(edges: readonly Edges[], visible: readonly boolean[], from: number, edge: Edge, intoAfter: Edges): number {
  let last = from;
  for (let at = from + 1; at < edges.length; at += 1) {
    if (!visible[at]) continue;
    if (!edges[at]?.has(key(edge))) return last;
    last = at;
  }
  return intoAfter.has(key(edge)) ? edges.length : last;
}
