import { ok, refuse } from '../base/result.ts';
import type { ProposalId } from '../base/ids.ts';
import type { RecordState } from './state.ts';
import { unknownProposal, type Decision } from './open-proposal.ts';

/** What was closed is open again, with what went with it; not what was withdrawn, nor what lacks words in the present text. */
export function reopen(state: RecordState, id: ProposalId, given: string): Decision {
  const reason = given.trim();
  const proposal = state.proposals.get(id);
  if (proposal === undefined) return unknownProposal();
  const { status } = proposal;
  if (status.state === 'open') return refuse({ code: 'not-closed', reason: 'The proposal is open already.' });
  if (proposal.origin === 'lifting')
    return refuse({ code: 'not-allowed', reason: 'These labels are no proposal. Make the alternatives options again instead.' });
  if (proposal.origin === 'renumbering')
    return refuse({ code: 'not-allowed', reason: 'These numbers are no proposal. Go back to the old numbers instead.' });
  if (status.state === 'withdrawn')
    return refuse({
      code: 'not-allowed',
      reason: `Whoever brought it withdrew it (record ${status.entry}), and nobody brings it again in that name. Anybody can reintroduce it in its own.`,
    });
  if (reason === '') return refuse({ code: 'malformed', reason: 'Say for the record why it is reopened.' });
  const revived: ProposalId[] = [];
  if (status.state === 'accepted') {
    for (const other of state.proposals.values()) {
      const { status: its } = other;
      if ((its.state === 'fell' || its.state === 'replaced') && its.because === status.entry && its.by === id)
        revived.push(other.id);
      // Not where it was reopened and decided by itself since.
      const together = its.state === 'accepted' && its.entry === status.entry;
      if (other.id === status.amendment && together) revived.push(other.id);
    }
  }
  const lacking = [id, ...revived].find((one) => state.leftBehind.has(one));
  if (lacking !== undefined) {
    const whose = lacking === id ? 'the proposal' : 'a proposal that would rise with it';
    return refuse({
      code: 'no-text',
      reason: `Words of ${whose} were left behind when a revision was issued. Table them anew, or restore a revision that has them.`,
    });
  }
  return ok([{ type: 'ProposalReopened', proposal: id, reason, revived }]);
}
