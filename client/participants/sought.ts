import type { ParticipantId } from '../../shared/base/ids.ts';
import type { Participant } from '../../shared/participants/participant.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import { isStandIn } from '../../shared/participants/stand-in.ts';

/** Those of some ids who are named, delegations before groups and others, by name: what is picked from. */
export function sought({ byId }: Registry, ids: Iterable<ParticipantId>): Participant[] {
  return [...ids]
    .flatMap((id) => (isStandIn(id) ? [] : (byId.get(id) ?? [])))
    .toSorted((a, b) => KIND_ORDER[a.kind] - KIND_ORDER[b.kind] || a.name.localeCompare(b.name, 'en'));
}

const KIND_ORDER: Readonly<Record<Participant['kind'], number>> = { state: 0, group: 1, observer: 2, chair: 3, secretariat: 4 };
