import type { ClauseId, ProposalId } from '../base/ids.ts';

/** What a meeting takes up: a proposal, or a clause with all that is proposed in it. */
export type Matter =
  | { readonly on: 'clause'; readonly clause: ClauseId }
  | { readonly on: 'proposal'; readonly proposal: ProposalId };

/** Names a matter, the same for the same. */
export function matterKey(matter: Matter): string {
  return matter.on === 'clause' ? `clause ${matter.clause}` : `proposal ${matter.proposal}`;
}

export function isSameMatter(a: Matter, b: Matter): boolean {
  return matterKey(a) === matterKey(b);
}
