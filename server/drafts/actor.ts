import { participantId, seatId, type ParticipantId } from '../../shared/base/ids.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { Actor } from '../../shared/record/event.ts';

/** A seat as the record names it. */
export function actorOf(seat: Seat): Actor {
  return { seat: seat.id, user: seat.name, participant: seat.participant, role: seat.role };
}

/** The server itself, where something comes about because nobody did anything: no person, and nobody's participant. */
export const THE_SERVER: Actor = {
  seat: seatId('server'),
  user: 'The server, by itself',
  participant: participantId('server'),
  role: 'server',
};

/** The seat of whoever works at the server's command line. */
export const OPERATORS_SEAT = { seat: seatId('operator'), user: 'Operator of the server' } as const;

/** Whoever works at the server's command line: no seat's person is made out to have done it. */
export function operator(secretariat: ParticipantId): Actor {
  return { ...OPERATORS_SEAT, participant: secretariat, role: 'drafter' };
}
