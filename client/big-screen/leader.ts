import type { Awareness } from 'y-protocols/awareness';
import { readScreenPlace, type ScreenPlace } from '../../shared/protocol/screen.ts';

/** Who leads the projection screen, in which role, and where they are. */
export interface Leader {
  readonly client: number;
  readonly role: string;
  readonly place: ScreenPlace;
}

/** Whoever took the lead last; null where nobody who is there has it. */
export function leaderOf(states: ReadonlyMap<number, Readonly<Record<string, unknown>>>): Leader | null {
  let leader: Leader | null = null;
  for (const [client, state] of states) {
    const place = readScreenPlace(state['screen']);
    if (place === null) continue;
    const later =
      leader === null || place.turn > leader.place.turn || (place.turn === leader.place.turn && client > leader.client);
    if (later) leader = { client, role: roleOf(state['user']), place };
  }
  return leader;
}

function roleOf(user: unknown): string {
  return typeof user === 'object' && user !== null && 'role' in user && typeof user.role === 'string' ? user.role : '';
}

/** Calls back now and whenever another leads, or the lead moves; returns how to stop. */
export function watchLeader(awareness: Awareness, tell: (leader: Leader | null) => void): () => void {
  const look = (): void => tell(leaderOf(awareness.getStates()));
  look();
  awareness.on('change', look);
  return () => awareness.off('change', look);
}

/** Takes the lead, or moves it; null gives it up. The turn is kept while one leads. */
export function lead(awareness: Awareness, place: Omit<ScreenPlace, 'turn'> | null): void {
  const own = readScreenPlace(awareness.getLocalState()?.['screen']);
  if (place === null) {
    if (own !== null) awareness.setLocalStateField('screen', null);
    return;
  }
  const leader = leaderOf(awareness.getStates());
  const turn = leader?.client === awareness.clientID ? leader.place.turn : (leader?.place.turn ?? 0) + 1;
  const next: ScreenPlace = { ...place, turn };
  if (JSON.stringify(own) !== JSON.stringify(next)) awareness.setLocalStateField('screen', next);
}
