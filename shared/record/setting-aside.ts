import type { ParticipantId, ProposalId } from '../base/ids.ts';
import { ok, refuse } from '../base/result.ts';
import type { Proposal } from '../proposals/proposal.ts';
import { isDate, type Whereabouts } from '../proposals/whereabouts.ts';
import type { Refusal } from './command.ts';
import { unknownParticipant, whileOpen, type Decision } from './open-proposal.ts';
import type { RecordState } from './state.ts';

/** A proposal that is open is put where others deal with it, or back before the meeting. */
export type SettingAsideEvent =
  | { readonly type: 'ProposalReferred'; readonly proposal: ProposalId; readonly body: string; readonly note: string }
  | {
      readonly type: 'ProposalParked';
      readonly proposal: ProposalId;
      readonly owner: string;
      /** ISO 8601, a date. */
      readonly returns: string;
      readonly reason: string;
    }
  | {
      readonly type: 'ProposalReserved';
      readonly proposal: ProposalId;
      readonly participant: ParticipantId;
      readonly reason: string;
    }
  /** Back before the meeting, from wherever it was. */
  | { readonly type: 'ProposalReturned'; readonly proposal: ProposalId; readonly note: string };

export type SettingAsideCommand =
  | { readonly type: 'refer'; readonly proposal: ProposalId; readonly body: string; readonly note: string }
  | {
      readonly type: 'park';
      readonly proposal: ProposalId;
      readonly owner: string;
      readonly returns: string;
      readonly reason: string;
    }
  | { readonly type: 'reserve'; readonly proposal: ProposalId; readonly participant: ParticipantId; readonly reason: string }
  | { readonly type: 'call-back'; readonly proposal: ProposalId; readonly note: string };

/** Longest name of a body or an owner, in UTF-16 units. */
const LONGEST_NAME = 200;

export function decideSettingAside(
  state: RecordState,
  command: SettingAsideCommand,
  { knows }: { readonly knows: (participant: ParticipantId) => boolean },
): Decision {
  return whileOpen(state, command.proposal, (proposal): Decision => {
    const id = proposal.id;
    switch (command.type) {
      case 'refer': {
        const body = command.body.trim();
        const fault = named(body, 'Say to which body it is referred.');
        return fault === null ? ok([{ type: 'ProposalReferred', proposal: id, body, note: command.note.trim() }]) : refuse(fault);
      }
      case 'park': {
        const owner = command.owner.trim();
        const fault = named(owner, 'Say who takes care of it while it is parked.');
        if (fault !== null) return refuse(fault);
        if (!isDate(command.returns))
          return refuse({ code: 'malformed', reason: 'Say on which day it is to come back: a date of the calendar.' });
        return ok([{ type: 'ProposalParked', proposal: id, owner, returns: command.returns, reason: command.reason.trim() }]);
      }
      case 'reserve':
        if (!knows(command.participant)) return unknownParticipant();
        return ok([{ type: 'ProposalReserved', proposal: id, participant: command.participant, reason: command.reason.trim() }]);
      case 'call-back':
        return proposal.whereabouts === null
          ? refuse({ code: 'not-set-aside', reason: 'The proposal is before the meeting already.' })
          : ok([{ type: 'ProposalReturned', proposal: id, note: command.note.trim() }]);
    }
  });
}

function named(name: string, reason: string): Refusal | null {
  if (name === '') return { code: 'malformed', reason };
  return name.length > LONGEST_NAME
    ? { code: 'malformed', reason: `A name has at most ${LONGEST_NAME} characters; the rest belongs in the note.` }
    : null;
}

/** What becomes of the proposal. */
export function evolveSettingAside(event: SettingAsideEvent, entry: number): Pick<Proposal, 'whereabouts'> {
  return { whereabouts: whereabouts(event, entry) };
}

function whereabouts(event: SettingAsideEvent, entry: number): Whereabouts | null {
  switch (event.type) {
    case 'ProposalReferred':
      return { state: 'referred', entry, body: event.body, note: event.note };
    case 'ProposalParked':
      return { state: 'parked', entry, owner: event.owner, returns: event.returns, reason: event.reason };
    case 'ProposalReserved':
      return { state: 'reserved', entry, participant: event.participant, reason: event.reason };
    case 'ProposalReturned':
      return null;
  }
}
