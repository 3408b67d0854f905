import { unreachable } from '../base/assert.ts';
import type { ParticipantId, ProposalId } from '../base/ids.ts';
import { listed } from './naming.ts';
import type { DispositionEvent } from '../record/dispositions.ts';
import { withinSentence, withReason } from './telling.ts';

/** What the sentences about where proposals went are made of. */
export interface DispositionTelling {
  /** For whom the typist acted. */
  readonly who: string;
  /** That somebody else noted, or spoke, what is said of a participant; empty where that was its own act. */
  readonly noted: (participant: ParticipantId) => string;
  readonly name: (participant: ParticipantId) => string;
  readonly quote: (proposal: ProposalId) => string;
  /** Whose a proposal is: " of Norway"; empty where nobody is recorded. */
  readonly by: (proposal: ProposalId) => string;
}

/** One sentence on who brings a proposal, where it is, or what it went into; without its stop. */
export function dispositionSentence(event: DispositionEvent, { who, name, quote, by, noted }: DispositionTelling): string {
  switch (event.type) {
    case 'ProposalReferred':
      return `${who} referred ${quote(event.proposal)} to ${event.body}${withReason(event.note)}`;
    case 'ProposalParked':
      return `${who} parked ${quote(event.proposal)} with ${event.owner}, to come back on ${event.returns}${withReason(event.reason)}`;
    case 'ProposalReserved':
      return `${who} reserved ${quote(event.proposal)} at the wish of ${withinSentence(name(event.participant))}${withReason(event.reason)}`;
    case 'ProposalReturned':
      return `${who} called ${quote(event.proposal)} back${withReason(event.note)}`;
    case 'ProposalSponsored':
      return `${name(event.participant)} joined the sponsors of ${quote(event.proposal)}${noted(event.participant)}`;
    case 'SponsorWithdrew':
      return `${name(event.participant)} left the sponsors of ${quote(event.proposal)}, which stayed with the others${noted(event.participant)}`;
    case 'ProposalMerged':
      return `${who} merged ${quote(event.proposal)}${by(event.proposal)} into ${quote(event.into)}${withReason(event.ground ?? '')}`;
    case 'ProposalReplaced':
      return `${quote(event.proposal)}${by(event.proposal)} was replaced by the chair’s text when that was accepted (record ${event.because})${withReason(event.ground ?? '')}`;
    case 'ContestRelated':
      return `${who} said of ${event.proposals.map(quote).join(' and ')} that ${RELATED[event.relation ?? 'none']}`;
    case 'OptionsSet': {
      const labels = event.options.map(({ label, noText }) => (noText ? `${label} (no text)` : label));
      return `${who} set ${listed(labels)} as the options of one choice${withReason(event.reason)}`;
    }
    case 'OptionsLifted':
      return `${who} lifted ${listed(event.options.map(({ label }) => label))} as options: they are alternatives like any others (set in record ${event.choice})${withReason(event.reason)}`;
    case 'LiftingUndone':
      return `${who} made the alternatives options again that had been lifted (record ${event.lifting})${withReason(event.reason)}`;
    default:
      return unreachable(event);
  }
}

const RELATED = {
  exclusive: 'one of them can stand',
  independent: 'each may stand by itself',
  cumulative: 'all may stand together',
  none: 'they are as their brackets stand',
} as const;
