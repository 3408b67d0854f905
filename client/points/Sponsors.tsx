import { may, refusalOf } from '../../shared/policy/policy.ts';
import { quotation } from '../../shared/projection/quotation.ts';
import { mergedInto, sponsorsWithGroup } from '../../shared/proposals/merged.ts';
import type { Proposal } from '../../shared/proposals/proposal.ts';
import { shortName } from '../../shared/projection/naming.ts';
import type { ParticipantId } from '../../shared/base/ids.ts';
import { oneOrMore } from '../../shared/base/phrases.ts';
import { proposersOf } from '../../shared/projection/attribution.ts';
import { decideSponsorship } from '../../shared/record/sponsorship.ts';
import { useDraftDesk } from './DraftDesk.ts';

/** Joins or leaves the sponsors of a proposal for one's own delegation, where that makes sense. */
export function OwnSponsorship({ proposal, group }: { readonly proposal: Proposal; readonly group: ParticipantId | null }) {
  const { seat, snapshot, act } = useDraftDesk();
  const sponsors = sponsorsWithGroup(proposal);
  const who = group ?? seat.participant;
  const is = sponsors.includes(who);
  const type = is ? 'leave' : 'sponsor';
  const command = { type, proposal: proposal.id, participant: who } as const;
  if (!may(seat, 'sponsor') || refusalOf(seat, command, snapshot.state) !== null) return null;
  if (!decideSponsorship(snapshot.state, command, { kindOf: () => 'state' }).ok) return null;
  return (
    <button type="button" className="act" data-act="sponsor" aria-keyshortcuts="c" onClick={() => act(command)}>
      {is ? 'Leave the sponsors' : 'Co-sponsor'}
      {group === null ? '' : ` for ${shortName(snapshot.registry, group)}`} <kbd aria-hidden="true">c</kbd>
    </button>
  );
}

/** The proposals that were merged into one, or that the chair's text draws on, each with whoever brought it. */
export function MadeOf({ proposal }: { readonly proposal: Proposal }) {
  const { snapshot } = useDraftDesk();
  const { proposals } = snapshot.state;
  const drawn = proposal.drawsOn.flatMap((id) => proposals.get(id) ?? []);
  const parts = drawn.length > 0 ? drawn : mergedInto(proposals, proposal.id);
  if (parts.length === 0) return null;
  return (
    <details className="made-of">
      <summary>
        {drawn.length > 0
          ? `Draws on ${oneOrMore(parts.length, 'proposal')}`
          : `Merged with ${oneOrMore(parts.length, 'proposal')}`}
      </summary>
      <ul>
        {parts.map((one) => (
          <li key={one.id}>
            <q>{quotation(snapshot.holding.get(one.id) ?? [], one.id)}</q>{' '}
            <span className="muted">
              {one.proposer === null ? '' : `${proposersOf(one, snapshot.registry)}, `}record {one.entry}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
