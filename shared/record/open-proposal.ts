import type { ProposalId } from '../base/ids.ts';
import { refuse, type Result } from '../base/result.ts';
import type { Proposal } from '../proposals/proposal.ts';
import type { Refusal } from './command.ts';
import type { RecordEvent } from './event.ts';
import type { RecordState, TextFacts } from './state.ts';
import type { SeenProposal } from './streamlining.ts';

/** What a command becomes, or why it is refused. */
export type Decision = Result<RecordEvent[], Refusal>;

/** Goes on with a proposal that is open; refuses, naming the entry that closed it, where it is not. */
export function whileOpen(state: RecordState, id: ProposalId, then: (proposal: Proposal) => Decision): Decision {
  const proposal = state.proposals.get(id);
  if (proposal === undefined) return unknownProposal();
  if (proposal.status.state !== 'open') {
    return refuse({
      code: 'not-open',
      reason: `The proposal is no longer open: it was ${CLOSED[proposal.status.state]} (record ${proposal.status.entry}).`,
    });
  }
  return then(proposal);
}

/** A decision stands on the words that the chair saw. */
export function whileSeen(
  state: RecordState,
  seen: { readonly proposal: ProposalId; readonly version: string },
  { facts }: { readonly facts: TextFacts },
  then: (proposal: Proposal) => Decision,
): Decision {
  return whileOpen(state, seen.proposal, (proposal) => {
    if (!facts.hasText(proposal.id)) return refuse({ code: 'no-text', reason: 'The words of this proposal have left the text.' });
    if (facts.versionOf(proposal.id) !== seen.version) {
      return refuse({
        code: 'changed-since',
        reason: 'The words of this proposal have changed since you looked. Look again, then decide.',
      });
    }
    return then(proposal);
  });
}

/** What falls with a decision falls in the words that the chair saw, where those are named. */
export function whileAllSeen(
  { seen = [] }: { readonly seen?: readonly SeenProposal[] | undefined },
  { facts }: { readonly facts: TextFacts },
  then: () => Decision,
): Decision {
  if (seen.every(({ proposal, version }) => facts.versionOf(proposal) === version)) return then();
  return refuse({
    code: 'changed-since',
    reason: 'The words of a proposal that is to fall have changed since you looked. Look again, then decide.',
  });
}

const CLOSED = {
  accepted: 'accepted',
  dropped: 'dropped',
  withdrawn: 'withdrawn',
  fell: 'set aside when a rival was accepted',
  merged: 'merged with another',
  replaced: 'replaced by the chair’s text',
} as const;

/** A ground as an event carries it; nothing where none was given. */
export function givenGround(ground = ''): { readonly ground?: string } {
  const given = ground.trim();
  return given === '' ? {} : { ground: given };
}

export function unknownProposal(): Decision {
  return refuse({ code: 'unknown-proposal', reason: 'The record knows no such proposal.' });
}

export function unknownParticipant(): Decision {
  return refuse({ code: 'unknown-participant', reason: 'The registry knows no such participant.' });
}
