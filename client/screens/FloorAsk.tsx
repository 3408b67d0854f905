import { useMemo } from 'react';
import type { ParticipantId, ProposalId } from '../../shared/base/ids.ts';
import { isOffice } from '../../shared/participants/participant.ts';
import type { Stance } from '../../shared/proposals/position.ts';
import type { Command } from '../../shared/record/command.ts';
import type { Proposal } from '../../shared/proposals/proposal.ts';
import type { RecordState } from '../../shared/record/state.ts';
import { FloorLine, type FloorLineProps } from '../floor/FloorLine.tsx';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { whoCanLeave, whoCanWithdraw } from '../points/withdrawing.ts';

/** What is being asked at the keyboard, and where. */
export interface Asking {
  readonly about: 'proposer' | 'sponsor' | 'leaving' | 'withdrawal' | 'taking-back' | Stance;
  readonly proposal: ProposalId;
  /** For who prefers another: which. */
  readonly preferred?: ProposalId | undefined;
  readonly under: FloorLineProps['under'];
}

const QUESTIONS: Readonly<Record<Asking['about'], string>> = {
  proposer: 'For whom?',
  sponsor: 'Who joins as a sponsor?',
  leaving: 'Who leaves the sponsors?',
  withdrawal: 'Who withdraws it?',
  support: 'Who supports?',
  oppose: 'Who opposes?',
  flexible: 'Who is flexible?',
  reserve: 'Who reserves?',
  'prefer-another': 'Who prefers another?',
  'needs-instructions': 'Who needs instructions?',
  'taking-back': 'Who takes its position back?',
};

export interface FloorAskProps {
  readonly asking: Asking;
  readonly onDone: () => void;
}

/** The floor line, and the commands that its answers become. */
export function FloorAsk({ asking, onDone }: FloorAskProps) {
  const { snapshot, act, attribute } = useDraftDesk();
  const { proposal, about, preferred } = asking;
  const spoken = useMemo(() => whoSpoke(snapshot.state), [snapshot.state]);
  const held = snapshot.state.proposals.get(proposal);
  const participants = useMemo(() => {
    if (held !== undefined && (about === 'leaving' || about === 'withdrawal')) {
      const who = (about === 'leaving' ? whoCanLeave : whoCanWithdraw)(snapshot.state, held);
      return snapshot.registry.all.filter(({ id }) => who.includes(id));
    }
    return snapshot.registry.all.filter((one) =>
      about === 'taking-back'
        ? held?.positions.has(one.id) === true
        : about === 'proposer'
          ? one.kind !== 'secretariat'
          : !isOffice(one.kind),
    );
  }, [snapshot.registry, snapshot.state, held, about]);
  return (
    <FloorLine
      key={`${about}${proposal}`}
      question={QUESTIONS[about]}
      participants={participants}
      spoken={spoken}
      under={asking.under}
      several={about !== 'proposer' && about !== 'withdrawal'}
      onLeave={onDone}
      onPick={(participant, onBehalfOf) => {
        if (about === 'sponsor') act({ type: 'sponsor', proposal, participant });
        else if (about === 'leaving') act({ type: 'leave', proposal, participant });
        else if (about === 'withdrawal') {
          onDone();
          act({ type: 'withdraw', proposal, participant });
        } else if (about === 'taking-back') act(takingBack(proposal, participant, held));
        else if (about !== 'proposer')
          act({ type: 'take-position', proposal, participant, onBehalfOf, stance: about, preferred });
        else {
          onDone();
          attribute({ proposal, proposer: participant, onBehalfOf });
        }
      }}
    />
  );
}

/** What a group said is taken back by whoever spoke for it. */
function takingBack(proposal: ProposalId, of: ParticipantId, held: Proposal | undefined): Command {
  const speaker = held?.positions.get(of)?.speaker;
  const whose = speaker === undefined ? { participant: of, onBehalfOf: null } : { participant: speaker, onBehalfOf: of };
  return { type: 'take-position', proposal, stance: null, ...whose };
}

/** Who has proposed or taken a position in this draft, the latest proposals first. */
function whoSpoke(state: RecordState): ParticipantId[] {
  const spoken = new Set<ParticipantId>();
  for (const proposal of [...state.proposals.values()].toReversed()) {
    if (proposal.proposer !== null) spoken.add(proposal.proposer);
    for (const id of proposal.positions.keys()) spoken.add(id);
  }
  return [...spoken];
}
