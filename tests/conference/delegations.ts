import { participantId, seatId, type ParticipantId, type SeatId } from '../../shared/base/ids.ts';
import { ROSTER } from '../../shared/participants/roster.ts';
import type { Participant, Role, Seat } from '../../shared/participants/participant.ts';
import { operator } from '../../server/drafts/actor.ts';
import { openStore } from '../../server/store/sqlite.ts';
import { DELEGATIONS, SPONSORS } from './options.ts';

/** The delegations that come, in the order in which they are called. */
export const COMING: readonly Participant[] = ROSTER.filter(({ kind }) => kind === 'state').slice(0, DELEGATIONS);

/** Those that brought what stands in brackets from the beginning. */
export const BRINGING: readonly Participant[] = COMING.filter((_, index) => index % 2 === 0).slice(0, SPONSORS);

/** Groups that somebody speaks for. */
export const SPOKEN_FOR: readonly ParticipantId[] = ['g-g77', 'g-aosis', 'g-african'].map(participantId);

/** The seat of a delegation. */
export function seatOf(participant: ParticipantId): SeatId {
  return seatId(`of-${participant}`);
}

/** A process with all who have come, on an empty store. */
export function seatEverybody(folder: string): void {
  const opened = openStore(folder, { create: true });
  if (!opened.ok) throw new Error(opened.refusal.reason);
  const seat = (id: string, role: Role, participant: string): Seat => ({
    id: seatId(id),
    name: id,
    role,
    participant: participantId(participant),
  });
  opened.value.process.create(
    'Conference',
    ROSTER,
    [
      seat('chair', 'chair', 'p-chair'),
      seat('drafter-1', 'drafter', 'p-secretariat'),
      seat('drafter-2', 'drafter', 'p-secretariat'),
      seat('observer', 'observer', 'o-unep'),
      ...COMING.map(({ id }) => seat(seatOf(id), 'delegate', id)),
    ],
    { at: '2026-07-06T08:00:00.000Z', by: operator(participantId('p-secretariat')) },
  );
  opened.value.close();
}
