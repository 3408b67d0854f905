import { createContext, useContext } from 'react';
import type { ProposalId } from '../../shared/base/ids.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { Stance } from '../../shared/proposals/position.ts';
import type { Command } from '../../shared/record/command.ts';
import type { Attribution, Unsent } from '../floor/attributions.ts';
import type { Failure } from '../state/api.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';

/** What a chair is about to do with a proposal. */
export type Intent = 'accept' | 'amend' | 'drop' | 'reopen';

/** What a chair is about to do with a proposal that does not decide it. */
export type Arrangement = 'refer' | 'park' | 'reserve' | 'call-back' | 'merge' | 'bridge';

/** What everything round an open draft shares. */
export interface DraftDesk {
  readonly snapshot: DraftSnapshot;
  readonly seat: Seat;
  /** Now, for ages; kept for the life of a rendering. */
  readonly now: number;
  /** Gives a command; a failure is the caller's to show. */
  readonly give: (command: Command) => Promise<Failure | null>;
  /** Gives a command; a failure stays on the screen until it is put away. */
  readonly act: (command: Command) => void;
  /** Says for whom a bracket was typed, as soon as the server has it. */
  readonly attribute: (attribution: Attribution) => void;
  /** For whom brackets were typed here that the server has yet to be told. */
  readonly unsent: Unsent;
  readonly choose: (proposal: ProposalId) => void;
  readonly decide: (intent: Intent, proposal: ProposalId) => void;
  readonly arrange: (arrangement: Arrangement, proposal: ProposalId) => void;
  /** Asks at the keyboard who takes a stance (`preferred`: for which other alternative), gives one up, joins, or withdraws it. */
  readonly askStance: (
    stance: Stance | 'taking-back' | 'sponsor' | 'leaving' | 'withdrawal',
    proposal: ProposalId,
    preferred?: ProposalId,
  ) => void;
  /** Asks at the keyboard for whom a bracket was opened. */
  readonly askProposer: (proposal: ProposalId) => void;
}

const DraftDeskContext = createContext<DraftDesk | null>(null);

export const DraftDeskProvider = DraftDeskContext.Provider;

export function useDraftDesk(): DraftDesk {
  const desk = useContext(DraftDeskContext);
  if (desk === null) throw new Error('no draft is open here');
  return desk;
}
