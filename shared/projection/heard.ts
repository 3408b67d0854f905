import type { ProposalId } from '../base/ids.ts';
import type { Point } from './points.ts';

/** Which of the open points one is, from 0, and of how many alternatives: "2 of 7, 2 alternatives". */
export function heardPlace({ proposals }: Pick<Point, 'proposals'>, index: number, count: number): string {
  return `${index + 1} of ${count}${proposals.length === 1 ? '' : `, ${proposals.length} alternatives`}`;
}

/** What those who hear the text are told of each open proposal where its bracket opens: which of the open points it is in. */
export function heardPlaces(points: readonly Point[]): ReadonlyMap<ProposalId, string> {
  const heard = new Map<ProposalId, string>();
  for (const [index, point] of points.entries()) {
    const place = heardPlace(point, index, points.length);
    for (const id of point.proposals) heard.set(id, place);
  }
  return heard;
}
