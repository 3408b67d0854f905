import type { ProposalId } from '../../shared/base/ids.ts';
import type { Point } from '../../shared/projection/points.ts';

/** Where a person is among the points: a chosen proposal, and its place, so that going on works when it is decided meanwhile. */
export interface PointCursor {
  readonly proposal: ProposalId;
  readonly place: number;
}

/** The point that holds the chosen proposal, or null where it is no longer open. */
export function pointAt(points: readonly Point[], cursor: PointCursor | null): Point | null {
  if (cursor === null) return null;
  return points.find((point) => point.proposals.includes(cursor.proposal)) ?? null;
}

/** The cursor on a proposal. */
export function cursorOn(points: readonly Point[], proposal: ProposalId): PointCursor | null {
  const place = points.findIndex((point) => point.proposals.includes(proposal));
  return place === -1 ? null : { proposal, place };
}

/** The cursor one point further or back. Where the chosen one has gone, the next is the one that has moved to its place. */
export function movedCursor(points: readonly Point[], cursor: PointCursor | null, step: 1 | -1, start = 0): PointCursor | null {
  if (points.length === 0) return null;
  const here = pointAt(points, cursor);
  const place =
    here === null ? (cursor === null ? start : step === 1 ? cursor.place : cursor.place - 1) : points.indexOf(here) + step;
  const held = Math.max(0, Math.min(points.length - 1, place));
  const proposal = points[held]?.proposals[0];
  return proposal === undefined ? null : { proposal, place: held };
}

/** The cursor on the n-th alternative of its point, from 1. */
export function chosenAlternative(points: readonly Point[], cursor: PointCursor | null, number: number): PointCursor | null {
  const point = pointAt(points, cursor);
  const proposal = point?.proposals[number - 1];
  return point === null || proposal === undefined ? cursor : { proposal, place: points.indexOf(point) };
}
