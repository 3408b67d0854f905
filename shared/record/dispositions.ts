import type { ContestEvent } from './contests.ts';
import type { LiftingEvent } from './lifting.ts';
import type { OptionsEvent } from './options.ts';
import type { RecordEvent } from './event.ts';
import type { SettingAsideEvent } from './setting-aside.ts';
import type { SponsorshipEvent } from './sponsorship.ts';
import type { StreamliningEvent } from './streamlining.ts';

/** Who brings a proposal, where it is, what it went into, and how it stands to others. */
export type DispositionEvent =
  | SettingAsideEvent
  | SponsorshipEvent
  | StreamliningEvent
  | ContestEvent
  | OptionsEvent
  | LiftingEvent;

const TYPES: Readonly<Record<DispositionEvent['type'], true>> = {
  ProposalReferred: true,
  ProposalParked: true,
  ProposalReserved: true,
  ProposalReturned: true,
  ProposalSponsored: true,
  SponsorWithdrew: true,
  ProposalMerged: true,
  ProposalReplaced: true,
  ContestRelated: true,
  OptionsSet: true,
  OptionsLifted: true,
  LiftingUndone: true,
};

export function isDisposition(event: RecordEvent): event is DispositionEvent {
  return event.type in TYPES;
}
