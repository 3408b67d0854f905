import type { ClauseId, ProposalId } from '../../shared/base/ids.ts';
import { standingWords } from '../../shared/proposals/clause-version.ts';
import type { Rung } from '../../shared/record/ladder.ts';
import type { Package } from '../../shared/record/packages.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';

/** What the chair is about to tie: the points marked, and the clauses picked out. */
export interface Packed {
  readonly proposals: readonly ProposalId[];
  readonly clauses: readonly ClauseId[];
}

/** Packages that are not decided yet, the latest first. */
export function openPackages({ state }: DraftSnapshot): Package[] {
  return [...state.instruments.packages.values()].filter(({ status }) => status.state === 'open').toReversed();
}

/** What can be tied of what is marked and picked out; null where it is too little, and there is no package for it to come into. */
export function packable(snapshot: DraftSnapshot, marked: ReadonlySet<ProposalId>, selected: readonly Clause[]): Packed | null {
  const outcomeOf = outcomesOf(snapshot.state);
  const proposals = [...marked].filter((id) => snapshot.state.proposals.get(id)?.status.state === 'open');
  const clauses = selected.filter((clause) => standingWords(clause, outcomeOf).trim() !== '').map(({ id }) => id);
  const many = proposals.length + clauses.length;
  return many > 1 || (clauses.length > 0 && openPackages(snapshot).length > 0) ? { proposals, clauses } : null;
}

/** The rungs to which a clause can come. */
export function rungsFor({ state, statusOf }: DraftSnapshot, clause: ClauseId): readonly Rung[] {
  return state.ladder.rungs.slice((statusOf.get(clause)?.place ?? -1) + 1);
}
