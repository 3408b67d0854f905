import { participantId, seatId } from '../../shared/base/ids.ts';
import type { Participant, ParticipantKind, Role, Seat } from '../../shared/participants/participant.ts';

/** Those who take part in every run. */
export const PARTICIPANTS: readonly Participant[] = [
  participant('p-chair', 'Chair', 'CHAIR', 'chair'),
  participant('p-secretariat', 'Secretariat', 'SEC', 'secretariat'),
  participant('p-no', 'Norway', 'NO', 'state'),
  participant('p-ke', 'Kenya', 'KE', 'state'),
  participant('o-unep', 'UNEP', 'UNEP', 'observer'),
];

/** `drafter-9` is the seat whose machine was taken over: it may write, and writes what no client should. */
export const SEATS: readonly Seat[] = [
  seat('drafter-1', 'drafter', 'p-secretariat'),
  seat('drafter-2', 'drafter', 'p-secretariat'),
  seat('drafter-3', 'drafter', 'p-secretariat'),
  seat('drafter-4', 'drafter', 'p-secretariat'),
  seat('drafter-9', 'drafter', 'p-secretariat'),
  seat('chair', 'chair', 'p-chair'),
  seat('norway-1', 'delegate', 'p-no'),
  seat('norway-2', 'delegate', 'p-no'),
  seat('kenya-1', 'delegate', 'p-ke'),
  seat('observer', 'observer', 'o-unep'),
];

export function seatNamed(id: string): Seat {
  const found = SEATS.find((one) => one.id === id);
  if (found === undefined) throw new RangeError(`no seat ${id}`);
  return found;
}

function seat(id: string, role: Role, participant: string): Seat {
  return { id: seatId(id), name: id, role, participant: participantId(participant) };
}

function participant(id: string, name: string, code: string, kind: ParticipantKind): Participant {
  return { id: participantId(id), name, code, kind, aliases: [] };
}
