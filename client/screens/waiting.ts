import type { DraftId, ProposalId } from '../../shared/base/ids.ts';
import { counted } from '../../shared/base/phrases.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { isProposer, openProposals, type RecordState } from '../../shared/record/state.ts';
import type { Desk } from '../../shared/protocol/api.ts';
import type { Recovery } from '../../shared/protocol/recovery.ts';
import { isOpenBracket, type Proposal } from '../../shared/proposals/proposal.ts';

/** Something in a draft that waits for this person. */
export interface Task {
  readonly draft: DraftId;
  readonly title: string;
  readonly words: string;
  readonly proposal: ProposalId | null;
}

/** What of a draft waits for a seat, from its record alone. */
export function tasksFor(seat: Seat, draft: { readonly id: DraftId; readonly title: string }, state: RecordState): Task[] {
  const open = openProposals(state);
  const task = (words: string, proposal: Proposal | undefined): Task => ({
    draft: draft.id,
    title: draft.title,
    words,
    proposal: proposal?.id ?? null,
  });
  switch (seat.role) {
    case 'chair': {
      const live = open.filter(isOpenBracket);
      return live.length === 0 ? [] : [task(`${counted(live.length, 'proposal')} to decide`, live[0])];
    }
    case 'drafter': {
      const unattributed = open.filter((proposal) => proposal.proposer === null && proposal.origin === 'floor');
      const inherited = open.filter((proposal) => proposal.proposer === null && proposal.origin === 'inherited');
      const vanished = open.filter((proposal) => proposal.vanished);
      return [
        ...(unattributed.length > 0
          ? [task(`${counted(unattributed.length, 'bracket')} from the floor without a recorded proposer`, unattributed[0])]
          : []),
        ...(vanished.length > 0
          ? [task(`${counted(vanished.length, 'open proposal')} whose words have left the text`, vanished[0])]
          : []),
        ...(inherited.length > 0
          ? [task(`${counted(inherited.length, 'imported bracket')} without a recorded proposer`, inherited[0])]
          : []),
      ];
    }
    case 'delegate': {
      const own = open.filter((proposal) => isProposer(proposal, seat.participant));
      const unanswered = open.filter(
        (proposal) =>
          !isProposer(proposal, seat.participant) && proposal.origin !== 'inherited' && !proposal.positions.has(seat.participant),
      );
      return [
        ...(own.length > 0 ? [task(`${counted(own.length, 'open proposal')} of your delegation`, own[0])] : []),
        ...(unanswered.length > 0
          ? [task(`${counted(unanswered.length, 'proposal')} of others on which you have taken no position`, unanswered[0])]
          : []),
      ];
    }
    case 'observer':
      return [];
  }
}

/** Words that wait for their author, room by room, with where they can be put back. */
export function recoveryTasks(
  words: readonly Recovery[],
  desk: Pick<Desk, 'drafts' | 'preparations'>,
): readonly { readonly address: string; readonly words: string; readonly title: string }[] {
  const rooms = new Map<string, Recovery[]>();
  for (const one of words) rooms.set(one.room, [...(rooms.get(one.room) ?? []), one]);
  return [...rooms].map(([room, own]) => {
    const preparation = desk.preparations.find(({ id }) => id === room);
    const draft = own[0]?.draft;
    return {
      address: preparation === undefined ? `/drafts/${draft ?? room}` : `/preparations/${room}`,
      words: `${counted(own.length, 'passage')} of yours that ${own.length === 1 ? 'is' : 'are'} in no text`,
      title: desk.drafts.find(({ id }) => id === draft)?.title ?? '',
    };
  });
}
