import type { ProposalId } from '../base/ids.ts';
import { ruledRelation } from '../record/contests.ts';
import type { RecordState } from '../record/state.ts';
import type { Point } from './points.ts';

/** With which others an open proposal cannot stand together. Asked for one by one: all pairs of a long row of alternatives would be the square of it. */
export interface Rivals {
  get(proposal: ProposalId): ReadonlySet<ProposalId>;
}

/**
 * Which open proposals cannot stand together: two of which the chair said so, also among others and wherever they stand; and two of a point of which one can
 * stand, unless the chair said of the two that both can.
 */
export function rivalsAmong(points: readonly Point[], state: Pick<RecordState, 'rulings'>): Rivals {
  const pointOf = new Map(points.flatMap((point) => point.proposals.map((id) => [id, point] as const)));
  return {
    get: (one) => {
      const point = pointOf.get(one);
      if (point === undefined) return new Set();
      const beside = point.relation === 'exclusive' ? point.proposals : [];
      const ruled = state.rulings.flatMap(({ proposals }) => (proposals.has(one) ? [...proposals] : []));
      const byBrackets = new Set(beside);
      const others = new Set([...beside, ...ruled]);
      others.delete(one);
      return new Set(
        [...others].filter((other) => {
          const relation = pointOf.has(other) ? ruledRelation(state.rulings, [one, other]) : 'independent';
          return relation === null ? byBrackets.has(other) : relation === 'exclusive';
        }),
      );
    },
  };
}

/** Whether just those of a point are rivals of each other, whichever is asked for: the chair said nothing of any of them. */
export function areRivals({ proposals, relation }: Point, { rulings }: Pick<RecordState, 'rulings'>): boolean {
  return relation === 'exclusive' && !proposals.some((id) => rulings.some((ruling) => ruling.proposals.has(id)));
}
