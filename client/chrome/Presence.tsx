import { useEffect, useState } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import { isId, participantId } from '../../shared/base/ids.ts';
import type { Registry } from '../../shared/participants/registry.ts';

interface Person {
  readonly name: string;
  readonly participant: string;
}

/** Who is here, by name. The server writes the names, so nobody can appear as somebody else. */
export function Presence({
  awareness,
  own,
  registry,
}: {
  readonly awareness: Awareness;
  readonly own: string;
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
  const others = people.filter((person) => person.name !== own);
  const all = [own, ...others.map((person) => person.name)];
  return (
    <details className="presence">
      <summary>
        <span className="presence-mark" aria-hidden="true" />
        <span>
          {all.length === 1 ? 'Only you' : all.length}
          <span className="presence-here"> here</span>
        </span>
      </summary>
      <ul aria-label="Who is here">
        <li>{own} (you)</li>
        {others.map((person) => (
          <li key={person.name}>
            {person.name}
            {person.participant !== '' && <span className="muted"> · {person.participant}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}

function peopleIn(awareness: Awareness, registry: Registry): Person[] {
  const byName = new Map<string, Person>();
  for (const state of awareness.getStates().values()) {
    const user: unknown = state['user'];
    if (typeof user !== 'object' || user === null || !('name' in user) || typeof user.name !== 'string') continue;
    const id =
      'participant' in user && typeof user.participant === 'string' && isId(user.participant)
        ? participantId(user.participant)
        : null;
    byName.set(user.name, { name: user.name, participant: id === null ? '' : (registry.byId.get(id)?.name ?? '') });
  }
  return [...byName.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}
