import { clauseIsOut } from '../../shared/proposals/standing.ts';
import type { ProposalId } from '../../shared/base/ids.ts';
import {
  drawClause,
  firstSeen,
  lastSeen,
  type BracketRole,
  type DrawingFacts,
  type Edge,
} from '../../shared/projection/drawing.ts';
import type { Clause, Run } from '../../shared/text/clause.ts';
import { directionOf, type Direction } from '../../shared/text/direction.ts';

/** A bracket's edge as drawn: which, and where. */
export interface Glyph extends Edge {
  readonly type: 'open' | 'close';
  /** Offset in the clause's characters. Glyphs of one offset stand in reading order. */
  readonly offset: number;
  /** Whether it stands before the clause's number, outside the line. */
  readonly holdsNumber: boolean;
}

/** Characters that are out of the text, shown as one chip. */
interface Chip {
  readonly from: number;
  readonly to: number;
}

/** Where everything stands that a clause's drawing adds to its characters. */
export interface ClauseLayout {
  readonly glyphs: readonly Glyph[];
  readonly chips: readonly Chip[];
  /** Brackets that were opened in an earlier clause and hold this one's beginning, outermost first. */
  readonly entering: readonly Edge[];
  /** Whether all of its characters are out. */
  readonly isOut: boolean;
  readonly direction: Direction;
}

/** The layout of a clause between its nearest neighbours with visible characters. */
export function layoutClause(clause: Clause, before: Clause | null, after: Clause | null, facts: DrawingFacts): ClauseLayout {
  const glyphs: Glyph[] = [];
  const chips: Chip[] = [];
  const parts = drawClause(clause, before, after, facts);
  const numberAt = parts.findIndex((part) => part.type === 'number');
  let offset = 0;
  for (const [index, part] of parts.entries()) {
    if (part.type === 'words' || part.type === 'out') {
      const from = part.offset;
      offset = from + part.run.text.length;
      if (part.type === 'words') continue;
      const last = chips.at(-1);
      if (last?.to === from) chips[chips.length - 1] = { from: last.from, to: offset };
      else chips.push({ from, to: offset });
    } else if (part.type !== 'number') {
      const { type, proposal, role } = part;
      glyphs.push({ type, proposal, role, offset, holdsNumber: type === 'open' && index < numberAt });
    }
  }
  const direction = directionOf(clause.runs.map(({ text }) => text).join(''));
  const isOut = clauseIsOut(clause, facts.outcomeOf);
  return { glyphs, chips, entering: entering(clause, before, after, { glyphs, facts }), isOut, direction };
}

/** Brackets that hold a place, outermost first, once the first so many glyphs of its offset are passed. */
export function bracketsAt(layout: ClauseLayout, offset: number, passed: number): Edge[] {
  const held = [...layout.entering];
  let seen = 0;
  for (const glyph of layout.glyphs) {
    if (glyph.offset > offset || (glyph.offset === offset && seen === passed)) break;
    if (glyph.offset === offset) seen += 1;
    if (glyph.type === 'open') held.push(glyph);
    else {
      const at = held.findLastIndex((edge) => sameEdge(edge, glyph));
      if (at !== -1) held.splice(at, 1);
    }
  }
  return held.map(({ proposal, role }) => ({ proposal, role }));
}

/** Whether two edges are of one bracket. */
export function sameEdge(a: Edge, b: Edge): boolean {
  return a.proposal === b.proposal && a.role === b.role;
}

interface Opened {
  readonly glyphs: readonly Glyph[];
  readonly facts: DrawingFacts;
}

function entering(clause: Clause, before: Clause | null, after: Clause | null, { glyphs, facts }: Opened): Edge[] {
  const fromBefore = openEdges(lastSeen(before, facts.outcomeOf), facts);
  if (fromBefore.length === 0) return fromBefore;
  const visible = firstSeen(clause, facts.outcomeOf);
  // A clause in which nothing is seen lies within what goes on behind it.
  const here = openEdges(visible ?? firstSeen(after, facts.outcomeOf), facts);
  return fromBefore
    .filter((edge) => here.some((other) => sameEdge(edge, other)))
    .filter((edge) => visible !== undefined || !glyphs.some((glyph) => sameEdge(glyph, edge)))
    .toSorted((a, b) => facts.orderOf(a.proposal) - facts.orderOf(b.proposal));
}

function openEdges(run: Run | undefined, facts: DrawingFacts): Edge[] {
  if (run === undefined || (run.insertions.length === 0 && run.deletions.length === 0)) return [];
  const edges = (ids: readonly ProposalId[], role: BracketRole): Edge[] =>
    ids.filter((proposal) => facts.outcomeOf(proposal) === 'open').map((proposal) => ({ proposal, role }));
  return [...edges(run.insertions, 'insertion'), ...edges(run.deletions, 'deletion')];
}
