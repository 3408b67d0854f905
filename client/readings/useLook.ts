import { useEffect, useEffectEvent, useState } from 'react';
import { may } from '../../shared/policy/policy.ts';
import { useServices, useSitting } from '../chrome/Services.tsx';
import type { Failure } from '../state/api.ts';
import type { OpenDraft } from '../state/open-draft.ts';
import { sessionOver } from '../state/session-over.ts';

/** How far this seat has read the record, on whatever device. */
export interface Look {
  /** The last entry seen; null while it is asked for. */
  readonly seen: number | null;
  readonly failure: Failure | null;
  /** This seat has seen everything up to an entry. */
  readonly see: (entry: number) => void;
}

export function useLook({ id: draft, room }: Pick<OpenDraft, 'id' | 'room'>): Look {
  const services = useServices();
  const { api } = services;
  const { seat } = useSitting();
  const [seen, setSeen] = useState<number | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const take = useEffectEvent((answer: Awaited<ReturnType<typeof api.look>>): void => {
    if (!answer.ok && answer.refusal.kind === 'signed-out') sessionOver(services, room);
    setFailure(answer.ok ? null : answer.refusal);
    if (answer.ok) setSeen((before) => Math.max(before ?? 0, answer.value.seen));
  });
  const ask = useEffectEvent((): void => {
    if (may(seat, 'read record')) void api.look(draft).then((answer) => take(answer));
  });
  useEffect(() => {
    ask();
    // It may have been read on another device meanwhile.
    const again = (): void => ask();
    window.addEventListener('focus', again);
    return () => window.removeEventListener('focus', again);
  }, []);
  return {
    seen,
    failure,
    see: (entry) => {
      if (seen === null || entry <= seen) return;
      void api.see(draft, entry).then((answer) => {
        setFailure(answer.ok ? null : answer.refusal);
        if (answer.ok) setSeen((before) => Math.max(before ?? 0, answer.value.seen));
      });
    },
  };
}
