import type { ClauseId, ProposalId } from '../../shared/base/ids.ts';
import { isSameMatter, type Matter } from '../../shared/record/matter.ts';
import type { RunningOrder } from '../../shared/record/running-order.ts';

/** A list with one of its members elsewhere. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const [one] = list.slice(from, from + 1);
  return one === undefined ? [...list] : list.toSpliced(from, 1).toSpliced(to, 0, one);
}

/** The order with these behind what is in it, each once; null where all of them are in it already. */
export function withMatters({ matters }: RunningOrder, added: readonly Matter[]): Matter[] | null {
  const fresh = added.filter((matter) => !matters.some((one) => isSameMatter(one, matter)));
  return fresh.length === 0 ? null : [...matters, ...fresh];
}

export function asMatters(proposals: readonly ProposalId[]): Matter[] {
  return proposals.map((proposal) => ({ on: 'proposal', proposal }));
}

/** Clauses that were picked out, as matters. */
export function clauseMatters(clauses: readonly { readonly id: ClauseId }[]): Matter[] {
  return clauses.map(({ id }) => ({ on: 'clause', clause: id }));
}
