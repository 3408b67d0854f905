import { isoTime, type Clock } from '../clock.ts';
import { operator } from '../drafts/actor.ts';
import type { Store } from '../store/store.ts';
import { participantId, seatId } from '../../shared/base/ids.ts';
import { ROSTER } from '../../shared/participants/roster.ts';
import type { Role, Seat } from '../../shared/participants/participant.ts';

const PROCESS_NAME = 'Preparatory Commission for the International Commission for the Protection of Transboundary Aquifers';

/** The seats with which a new store begins. The people are invented. */
export const SAMPLE_SEATS: readonly Seat[] = [
  seat('drafter-1', 'Amara Osei-Lindqvist', 'drafter', 'p-secretariat'),
  seat('drafter-2', 'Tomás Berenguer', 'drafter', 'p-secretariat'),
  seat('chair', 'Nadia Haddad-Moreau', 'chair', 'p-chair'),
  seat('norway-1', 'Ingrid Solheim', 'delegate', 'p-no'),
  seat('norway-2', 'Per Aksel Dahle', 'delegate', 'p-no'),
  seat('kenya', 'Wanjiru Kamau', 'delegate', 'p-ke', ['g-african', 'g-g77']),
  seat('brazil', 'Caetano Figueira', 'delegate', 'p-br', ['g-grulac']),
  seat('japan', 'Haruka Morimoto', 'delegate', 'p-jp'),
  seat('observer', 'Elif Karadeniz', 'observer', 'o-unep'),
];

/** Makes the process and its seats in a store that has none. */
export function createProcess(store: Store, clock: Clock): void {
  const founded = { at: isoTime(clock.now()), by: operator(participantId('p-secretariat')) };
  store.process.create(PROCESS_NAME, ROSTER, SAMPLE_SEATS, founded);
}

function seat(id: string, name: string, role: Role, participant: string, mandates: readonly string[] = []): Seat {
  const one = { id: seatId(id), name, role, participant: participantId(participant) };
  return mandates.length === 0 ? one : { ...one, mandates: mandates.map(participantId) };
}
