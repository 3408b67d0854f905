import { participantId, seatId } from '../../shared/base/ids.ts';
import type { Role, Seat } from '../../shared/participants/participant.ts';

/** Name of the process with which a new store begins. */
export const PROCESS_NAME =
  'Preparatory Commission for the International Commission for the Protection of Transboundary Aquifers';

/** The seats with which a new store begins. The people are invented. */
export const SAMPLE_SEATS: readonly Seat[] = [
  seat('drafter-1', 'Amara Osei-Lindqvist', 'drafter', 'p-secretariat'),
  seat('drafter-2', 'Tomás Berenguer', 'drafter', 'p-secretariat'),
  seat('chair', 'Nadia Haddad-Moreau', 'chair', 'p-chair'),
  seat('norway-1', 'Ingrid Solheim', 'delegate', 'p-no'),
  seat('norway-2', 'Per Aksel Dahle', 'delegate', 'p-no'),
  seat('kenya', 'Wanjiru Kamau', 'delegate', 'p-ke'),
  seat('brazil', 'Caetano Figueira', 'delegate', 'p-br'),
  seat('japan', 'Haruka Morimoto', 'delegate', 'p-jp'),
  seat('observer', 'Elif Karadeniz', 'observer', 'o-unep'),
];

function seat(id: string, name: string, role: Role, participant: string): Seat {
  return { id: seatId(id), name, role, participant: participantId(participant) };
}
