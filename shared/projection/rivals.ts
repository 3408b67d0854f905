import type { ProposalId } from '../base/ids.ts';
import { ruledRelation } from '../record/contests.ts';
import type { RecordState } from '../record/state.ts';
import type { Point } from './points.ts';

/** With which others an open proposal cannot stand together; for each that has such. */
export type Rivals = ReadonlyMap<ProposalId, ReadonlySet<ProposalId>>;

/**
 * Which open proposals cannot stand together: two of which the chair said so, also among others and wherever they stand; and two of a point of which one can
 * stand, unless the chair said of the two that both can.
 */
export function rivalsAmong(points: readonly Point[], state: Pick<RecordState, 'rulings'>): Rivals {
  const rivals = new Map<ProposalId, Set<ProposalId>>();
  const put = (one: ProposalId, other: ProposalId): void => {
    const known = rivals.get(one);
    if (known === undefined) rivals.set(one, new Set([other]));
    else known.add(other);
  };
  const open = new Set(points.flatMap(({ proposals }) => proposals));
  const together: { readonly proposals: readonly ProposalId[]; readonly byBrackets: boolean }[] = [
    ...points.map(({ proposals, relation }) => ({ proposals, byBrackets: relation === 'exclusive' })),
    ...state.rulings.flatMap(({ proposals, relation }) =>
      relation === 'exclusive' ? { proposals: [...proposals].filter((id) => open.has(id)), byBrackets: false } : [],
    ),
  ];
  for (const { proposals, byBrackets } of together)
    for (const [index, one] of proposals.entries())
      for (const other of proposals.slice(index + 1)) {
        const ruled = ruledRelation(state.rulings, [one, other]);
        if (ruled === null ? !byBrackets : ruled !== 'exclusive') continue;
        put(one, other);
        put(other, one);
      }
  return rivals;
}
