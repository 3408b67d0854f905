import type { DraftId, ProposalId } from '../../shared/base/ids.ts';
import { groupBy } from '../../shared/base/group-by.ts';
import { counted } from '../../shared/base/phrases.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { isProposer, openProposals, type RecordState } from '../../shared/record/state.ts';
import { unsentTold } from '../recovery/unsent-here.ts';
import type { Desk } from '../../shared/protocol/api.ts';
import type { LostWords } from '../recovery/lost-words.ts';
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

/** Something on the desk that leads to a place, and what it is about. */
interface PlacedTask {
  readonly address: string;
  readonly words: string;
  readonly title: string;
}

/** Changes that this device keeps since nobody else has them yet, room by room (`unsentHere`): whoever goes there has them sent. */
export function unsentTasks(
  unsent: ReadonlyMap<string, number>,
  { drafts, preparations }: Pick<Desk, 'drafts' | 'preparations'>,
) {
  return [...unsent].flatMap(([room, count]): PlacedTask[] => {
    const words = unsentTold(count);
    const draft = drafts.find(({ id }) => id === room);
    if (draft !== undefined) return [{ address: `/drafts/${room}`, words, title: draft.title }];
    const preparation = preparations.find(({ id }) => id === room);
    return preparation === undefined ? [] : [{ address: `/preparations/${room}`, words, title: preparation.draftTitle }];
  });
}

/** Words that wait for their author, place by place, with where they can be put back. */
export function recoveryTasks(words: readonly LostWords[], desk: Pick<Desk, 'drafts' | 'preparations'>): readonly PlacedTask[] {
  const isHere = (room: string): boolean => desk.preparations.some(({ id }) => id === room);
  // What was meant for a preparation that is no more is put back at the draft.
  const places = groupBy(words, ({ room, draft }) => (isHere(room) ? `/preparations/${room}` : `/drafts/${draft}`));
  return [...places].flatMap(([address, own]) => {
    const title = desk.drafts.find(({ id }) => id === own[0]?.draft)?.title ?? '';
    const lost = own.filter(({ inVain }) => inVain === undefined).length;
    return [
      ...(lost > 0
        ? [{ address, title, words: `${counted(lost, 'passage')} of yours that ${lost === 1 ? 'is' : 'are'} in no text` }]
        : []),
      ...(lost < own.length
        ? [{ address, title, words: 'What you struck, bracketed or changed, and was too late or refused' }]
        : []),
    ];
  });
}
