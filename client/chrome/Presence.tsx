import { useEffect, useState } from 'react';
import type { Awareness } from 'y-protocols/awareness';

interface Person {
  readonly name: string;
  readonly participant: string;
}

/** Who is here, by name. The server writes the names, so nobody can appear as somebody else. */
export function Presence({ awareness, own }: { readonly awareness: Awareness; readonly own: string }) {
  const [people, setPeople] = useState<readonly Person[]>([]);
  useEffect(() => {
    const read = (): void => setPeople(peopleIn(awareness));
    read();
    awareness.on('change', read);
    return () => awareness.off('change', read);
  }, [awareness]);
  const others = people.filter((person) => person.name !== own);
  const all = [own, ...others.map((person) => person.name)];
  return (
    <details className="presence">
      <summary>
        <span className="presence-mark" aria-hidden="true" />
        {all.length === 1 ? 'Only you here' : `${all.length} here`}
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

function peopleIn(awareness: Awareness): Person[] {
  const byName = new Map<string, Person>();
  for (const state of awareness.getStates().values()) {
    const user: unknown = state['user'];
    if (typeof user !== 'object' || user === null || !('name' in user) || typeof user.name !== 'string') continue;
    const participant = 'participant' in user && typeof user.participant === 'string' ? user.participant : '';
    byName.set(user.name, { name: user.name, participant });
  }
  return [...byName.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}
