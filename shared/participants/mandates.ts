import type { ParticipantId } from '../base/ids.ts';
import type { Seat } from './participant.ts';
import type { Registry } from './registry.ts';

/** Why a seat cannot be given these mandates, in a sentence; null where it can. A delegation's person speaks for groups, and for nobody else besides. */
export function mandateFault(seat: Pick<Seat, 'role'>, groups: readonly ParticipantId[], registry: Registry): string | null {
  if (seat.role !== 'delegate') return 'A mandate to speak for a group is given to the seat of a delegation.';
  if (new Set(groups).size < groups.length) return 'A group is named twice.';
  return groups.some((id) => registry.byId.get(id)?.kind !== 'group')
    ? 'A seat speaks for its delegation and for groups alone.'
    : null;
}
