import { useEffect, useEffectEvent, useState } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type { ScreenPlace } from '../../shared/protocol/screen.ts';
import { lead, watchLeader, type Leader } from './leader.ts';

/** Leading the projection screen from a draft's page. */
export interface Lead {
  /** Whether this page leads it. */
  readonly isMine: boolean;
  /** The role of whoever else leads it; null for nobody. */
  readonly other: string | null;
  readonly take: () => void;
  readonly leave: () => void;
}

/** `place`: where this page is, which the screen follows while it leads. */
export function useLead(awareness: Awareness, place: Omit<ScreenPlace, 'turn'>): Lead {
  const [leader, setLeader] = useState<Leader | null>(null);
  const isMine = leader?.client === awareness.clientID;
  const told = useEffectEvent((now: Leader | null) => {
    setLeader(now);
    // Somebody else took it: two who lead would tear the screen between them.
    if (now !== null && now.client !== awareness.clientID) lead(awareness, null);
  });
  useEffect(() => watchLeader(awareness, (now) => told(now)), [awareness]);
  const { clause, proposal, intent } = place;
  useEffect(() => {
    if (isMine) lead(awareness, { clause, proposal, intent });
  }, [awareness, isMine, clause, proposal, intent]);
  return {
    isMine,
    other: isMine ? null : (leader?.role ?? null),
    take: () => lead(awareness, place),
    leave: () => lead(awareness, null),
  };
}
