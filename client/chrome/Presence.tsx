import { useEffect, useState } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type { ParticipantId } from '../../shared/base/ids.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import { isStandIn, withoutRepeats } from '../../shared/participants/stand-in.ts';

interface Person {
  readonly key: string;
  readonly name: string;
  readonly participant: string;
  readonly isNamed: boolean;
}

/** Who is here, by name, as far as the lens shows names. The server writes the names, so nobody can appear as somebody else. */
export function Presence({
  awareness,
  own,
  registry,
}: {
  readonly awareness: Awareness;
  readonly own: Pick<Seat, 'id' | 'name'>;
  readonly registry: Registry;
}) {
  const [people, setPeople] = useState<readonly Person[]>([]);
  useEffect(() => {
    // Awareness changes with each caret; who is here does not.
    const read = (): void =>
      setPeople((known) => {
        const now = peopleIn(awareness, registry);
        return JSON.stringify(now) === JSON.stringify(known) ? known : now;
      });
    read();
    awareness.on('change', read);
    return () => awareness.off('change', read);
  }, [awareness, registry]);
  const others = people.filter(({ key }) => key !== own.id);
  const all = others.length + 1;
  const unnamed = withoutRepeats(others.filter((person) => !person.isNamed).map((person) => person.name));
  return (
    <details className="presence">
      <summary>
        <span className="presence-mark" aria-hidden="true" />
        <span>
          {all === 1 ? 'Only you' : all}
          <span className="presence-here"> here</span>
        </span>
      </summary>
      <ul aria-label="Who is here">
        <li>{own.name} (you)</li>
        {others
          .filter((person) => person.isNamed)
          .map((person) => (
            <li key={person.key}>
              {person.name}
              {person.participant !== '' && <span className="muted"> · {person.participant}</span>}
            </li>
          ))}
        {unnamed.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </details>
  );
}

/** A seat once, whatever is open there; of those who are not named, each connection, since nobody tells whose it is. */
function peopleIn(awareness: Awareness, registry: Registry): Person[] {
  const people = new Map<string, Person>();
  for (const state of awareness.getStates().values()) {
    const user: unknown = state['user'];
    if (typeof user !== 'object' || user === null || !('name' in user) || typeof user.name !== 'string') continue;
    const id = 'participant' in user && typeof user.participant === 'string' ? (user.participant as ParticipantId) : null;
    const isNamed = id === null || !isStandIn(id);
    const participant = id === null ? '' : (registry.byId.get(id)?.name ?? '');
    const key = 'seat' in user ? String(user.seat) : user.name;
    people.set(key, { key, name: user.name, participant: participant === user.name ? '' : participant, isNamed });
  }
  return [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}
